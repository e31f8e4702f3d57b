import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitChips } from './fit-chips';

const row = (room: number, kept: string[] = []) =>
  fitChips({
    ids: ['country', 'category', 'size', 'status'],
    widthOf: () => 100,
    kept: (id) => kept.includes(id),
    room,
    more: 60,
  });

describe('the chips of a row', () => {
  it('all stand there where there is room', () => {
    expect(row(4 * 100 + 3 * 6)).toHaveLength(4);
  });

  it('give way from the end, and leave room for the button', () => {
    expect(row(4 * 100 + 3 * 6 - 1)).toEqual(['country', 'category', 'size']);
    expect(row(300)).toEqual(['country', 'category']);
  });

  it('that are chosen in stay, in their order', () => {
    expect(row(300, ['status'])).toEqual(['country', 'status']);
  });

  it('stand there before the row was measured', () => {
    expect(row(0)).toHaveLength(4);
  });

  it('never lose one that is kept, and never grow out of the row for one that is not', () => {
    const chips = fc.array(fc.record({ width: fc.integer({ min: 20, max: 300 }), kept: fc.boolean() }), {
      maxLength: 14,
    });
    fc.assert(
      fc.property(chips, fc.integer({ min: 1, max: 1500 }), (all, room) => {
        const ids = all.map((_, at) => at);
        const widthOf = (at: number) => all[at]?.width ?? 0;
        const shown = fitChips({ ids, widthOf, kept: (at) => all[at]?.kept ?? false, room, more: 60 });
        const used = shown.reduce((sum, at) => sum + widthOf(at) + 6, -6);
        expect(ids.filter((at) => all[at]?.kept).every((at) => shown.includes(at))).toBe(true);
        expect(shown).toEqual([...shown].sort((a, b) => a - b));
        if (shown.some((at) => !all[at]?.kept)) {
          expect(used + (shown.length < ids.length ? 66 : 0)).toBeLessThanOrEqual(room);
        }
      }),
    );
  });
});
