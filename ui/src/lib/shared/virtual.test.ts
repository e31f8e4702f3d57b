import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clampOffset,
  columnsFor,
  drawnRange,
  fullHeight,
  isScaled,
  keepPlace,
  lineCount,
  MAX_SPACE,
  maxOffset,
  maxScroll,
  offsetAfterScroll,
  offsetFor,
  offsetOfScroll,
  scrollOfOffset,
  slotCount,
  spaceHeight,
  stepFrom,
  topOf,
  visibleRange,
  type Align,
  type Geometry,
  type Step,
} from './virtual';

const geometries: fc.Arbitrary<Geometry> = fc.record({
  count: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 3_000_000 })),
  columns: fc.integer({ min: 1, max: 6 }),
  itemHeight: fc.integer({ min: 20, max: 200 }),
  gap: fc.integer({ min: 0, max: 16 }),
  lead: fc.integer({ min: 0, max: 24 }),
  trail: fc.integer({ min: 0, max: 96 }),
  viewport: fc.integer({ min: 60, max: 2000 }),
});
/** A geometry with at least one item, and a share of the way from its first to its last. */
const placed = fc
  .tuple(
    geometries.filter((g) => g.count > 0),
    fc.double({ min: 0, max: 1, noNaN: true }),
  )
  .map(([g, share]) => ({ g, offset: share * maxOffset(g), index: Math.floor(share * (g.count - 1)) }));

const rows = (count: number): Geometry => ({
  count,
  columns: 1,
  itemHeight: 36,
  gap: 0,
  lead: 0,
  trail: 0,
  viewport: 720,
});

describe('the space that is scrolled', () => {
  it('is the list itself while an element can be as tall', () => {
    expect(spaceHeight(rows(1000))).toBe(36_000);
    expect(isScaled(rows(1000))).toBe(false);
  });

  it('never grows past what a browser holds', () => {
    fc.assert(fc.property(geometries, (g) => spaceHeight(g) <= MAX_SPACE));
  });

  it('has its ends where the list has its ends', () => {
    fc.assert(
      fc.property(geometries, (g) => {
        expect(offsetOfScroll(g, 0)).toBe(0);
        expect(offsetOfScroll(g, maxScroll(g))).toBe(maxOffset(g));
        expect(scrollOfOffset(g, maxOffset(g))).toBeCloseTo(maxScroll(g), 6);
      }),
    );
  });

  it('gives an offset back for the scroll that stands for it', () => {
    fc.assert(
      fc.property(placed, ({ g, offset }) => {
        expect(offsetOfScroll(g, scrollOfOffset(g, offset))).toBeCloseTo(offset, 3);
      }),
    );
  });
});

describe('the rows that are seen', () => {
  it('end with the very last one when the thumb is at its end, also in a million', () => {
    fc.assert(
      fc.property(
        geometries.filter((g) => g.count > 0),
        (g) => {
          const range = visibleRange(g, offsetOfScroll(g, maxScroll(g)));
          expect(range.end).toBe(g.count);
        },
      ),
    );
    expect(visibleRange(rows(1_000_000), maxOffset(rows(1_000_000)))).toEqual({
      first: 999_980,
      end: 1_000_000,
    });
  });

  it('are exactly those of which a px is in the viewport', () => {
    fc.assert(
      fc.property(placed, ({ g, offset }) => {
        const { first, end } = visibleRange(g, offset);
        const inView = (index: number) =>
          topOf(g, index) < offset + g.viewport && topOf(g, index) + g.itemHeight > offset;
        for (let index = first; index < end; index += g.columns) {
          // An item alone in view stays the one seen even when only the room around it is.
          if (end - first > g.columns) expect(inView(index)).toBe(true);
        }
        if (first >= g.columns) expect(inView(first - 1)).toBe(false);
        if (end < g.count) expect(inView(end)).toBe(false);
      }),
    );
  });

  it('are always drawn, in whole lines, and in one slot each', () => {
    fc.assert(
      fc.property(placed, ({ g, offset }) => {
        const seen = visibleRange(g, offset);
        const drawn = drawnRange(g, offset);
        expect(drawn.first).toBeLessThanOrEqual(seen.first);
        expect(drawn.end).toBeGreaterThanOrEqual(seen.end);
        expect(drawn.first % g.columns).toBe(0);
        expect(drawn.end - drawn.first).toBe(Math.min(slotCount(g), g.count - drawn.first));
      }),
    );
  });

  it('fill every slot wherever the list stands, so that no row is ever built anew', () => {
    const g = rows(1_000_000);
    const drawn = [0, 5000, 17_999_982, maxOffset(g)].map((offset) => drawnRange(g, offset));
    expect(new Set(drawn.map(({ first, end }) => end - first))).toEqual(new Set([slotCount(g)]));
  });

  it('are none in an empty list', () => {
    expect(visibleRange(rows(0), 0)).toEqual({ first: 0, end: 0 });
    expect(drawnRange(rows(0), 0)).toEqual({ first: 0, end: 0 });
    expect(fullHeight(rows(0))).toBe(0);
  });
});

describe('bringing a row into view', () => {
  const aligns: fc.Arbitrary<Align> = fc.constantFrom('nearest', 'start', 'center', 'end');

  it('shows it whole, wherever the list stood', () => {
    fc.assert(
      fc.property(
        placed,
        aligns,
        fc.double({ min: 0, max: 1, noNaN: true }),
        ({ g, index }, align, share) => {
          fc.pre(g.viewport >= g.itemHeight + g.lead + g.trail);
          const offset = offsetFor(g, index, align, share * maxOffset(g));
          expect(topOf(g, index)).toBeGreaterThanOrEqual(offset - 1e-6);
          expect(topOf(g, index) + g.itemHeight).toBeLessThanOrEqual(offset + g.viewport + 1e-6);
        },
      ),
    );
  });

  it('moves nothing when it is in view already', () => {
    fc.assert(
      fc.property(placed, ({ g, offset }) => {
        const { first, end } = visibleRange(g, offset);
        const middle = Math.floor((first + end) / 2);
        const top = topOf(g, middle);
        fc.pre(top >= offset && top + g.itemHeight <= offset + g.viewport);
        expect(offsetFor(g, middle, 'nearest', offset)).toBe(offset);
      }),
    );
  });
});

describe('moving by the scrollbar', () => {
  it('goes as far as the thumb says when it is dragged', () => {
    const g = rows(1_000_000);
    expect(offsetAfterScroll(g, 0, 0, maxScroll(g) / 2)).toBeCloseTo(maxOffset(g) / 2, 3);
  });

  it('goes px by px when it moves a little, and leaps over no row', () => {
    const g = rows(1_000_000);
    expect(offsetAfterScroll(g, 18_000_000, 4_000_000, 4_000_300)).toBe(18_000_300);
  });
});

describe('a step of the keyboard', () => {
  const steps: fc.Arbitrary<Step> = fc.constantFrom(
    'up',
    'down',
    'left',
    'right',
    'pageUp',
    'pageDown',
    'first',
    'last',
  );

  it('never leaves the list', () => {
    fc.assert(
      fc.property(placed, steps, ({ g, index }, step) => {
        const next = stepFrom(g, index, step);
        expect(next).toBeGreaterThanOrEqual(0);
        expect(next).toBeLessThan(g.count);
      }),
    );
  });

  it('reaches the last line from any column', () => {
    const g = { ...rows(10), columns: 4 };
    expect(stepFrom(g, 7, 'down')).toBe(9);
    expect(stepFrom(g, 9, 'down')).toBe(9);
    expect(stepFrom(g, 5, 'up')).toBe(1);
    expect(stepFrom(g, 1, 'up')).toBe(1);
  });

  it('leads nowhere in an empty list', () => {
    expect(stepFrom(rows(0), -1, 'down')).toBe(-1);
  });
});

describe('a list that changes', () => {
  it('stays where it stood when rows come or go behind', () => {
    fc.assert(
      fc.property(placed, fc.integer({ min: 0, max: 3_000_000 }), ({ g, offset }, count) => {
        const after = { ...g, count };
        expect(keepPlace(g, after, offset)).toBe(clampOffset(after, offset));
      }),
    );
  });

  it('keeps the item at the top when cards find another number of columns', () => {
    fc.assert(
      fc.property(placed, fc.integer({ min: 1, max: 6 }), ({ g, offset: any }, columns) => {
        const offset = Math.floor(any);
        fc.pre(offset > g.lead);
        const after = { ...g, columns };
        const item = Math.floor((offset - g.lead) / (g.itemHeight + g.gap)) * g.columns;
        // Past the last line is only room.
        fc.pre(item < g.count);
        const kept = keepPlace(g, after, offset);
        fc.pre(kept < maxOffset(after));
        const line = Math.floor(item / columns);
        expect(Math.floor((kept - after.lead + 1e-6) / (g.itemHeight + g.gap))).toBe(line);
        expect(line).toBeLessThan(lineCount(after));
      }),
    );
  });
});

describe('columns', () => {
  it.each([
    [0, 1],
    [280, 1],
    [571, 1],
    [572, 2],
    [1184, 4],
  ])('in %i px there are %i cards of at least 280', (width, columns) => {
    expect(columnsFor(width, 280, 12)).toBe(columns);
  });
});
