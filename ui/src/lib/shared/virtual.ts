/**
 * The arithmetic of a long list of items of one height, in lines of one or more columns.
 * Nothing here knows a browser; all lengths are px.
 *
 * Two scales: an *offset* is how far the first line has really gone up; a *scroll* is where the
 * scrollbar stands. They are the same until the list is taller than an element may be.
 */
export interface Geometry {
  /** How many items there are. */
  count: number;
  /** Items side by side in a line, at least 1. */
  columns: number;
  /** Height of an item. */
  itemHeight: number;
  /** Between lines, and between columns. */
  gap: number;
  /** Room before the first line and after the last. */
  lead: number;
  trail: number;
  /** Height of what is seen. */
  viewport: number;
}

/** Items from `first` up to, but without, `end`. */
export interface Range {
  first: number;
  end: number;
}

/** Where an item comes to stand when it is brought into view. */
export type Align = 'nearest' | 'start' | 'center' | 'end';

/** A step from one item to another. */
export type Step = 'up' | 'down' | 'left' | 'right' | 'pageUp' | 'pageDown' | 'first' | 'last';

/** The tallest that an element is made. Browsers stop near 16.7 million px, and lose exactness before. */
export const MAX_SPACE = 8_000_000;

/** The height of a line with the gap after it. */
export const stride = (g: Geometry): number => g.itemHeight + g.gap;

/** How many lines hold all the items. */
export const lineCount = (g: Geometry): number => Math.ceil(g.count / g.columns);

/** The real height of all lines with the room around them. */
export function fullHeight(g: Geometry): number {
  const lines = lineCount(g);
  return lines === 0 ? 0 : g.lead + lines * stride(g) - g.gap + g.trail;
}

/** The height of the element that is scrolled. */
export const spaceHeight = (g: Geometry): number => Math.min(fullHeight(g), MAX_SPACE);

/** The offset at which the last line stands at the foot. */
export const maxOffset = (g: Geometry): number => Math.max(0, fullHeight(g) - g.viewport);

/** The scroll at which the scrollbar is at its end. */
export const maxScroll = (g: Geometry): number => Math.max(0, spaceHeight(g) - g.viewport);

/** Whether a px of the scrollbar is more than a px of the list. */
export const isScaled = (g: Geometry): boolean => fullHeight(g) > MAX_SPACE;

/** Keeps an offset between the first line and the last. */
export const clampOffset = (g: Geometry, offset: number): number =>
  Math.min(Math.max(offset, 0), maxOffset(g));

/** The offset that a scroll stands for. The ends meet the ends exactly. */
export function offsetOfScroll(g: Geometry, scroll: number): number {
  const end = maxScroll(g);
  if (scroll >= end) return maxOffset(g);
  return isScaled(g) ? clampOffset(g, (scroll / end) * maxOffset(g)) : clampOffset(g, scroll);
}

/**
 * The offset after the scrollbar went from one scroll to another. A drag of its thumb goes by share of the
 * whole; what moves it by less than a page and a half (a click beside the thumb, a finger) moves the lines so far.
 */
export function offsetAfterScroll(g: Geometry, offset: number, from: number, to: number): number {
  const near = Math.abs(to - from) < 1.5 * g.viewport;
  const atEnd = to <= 0 || to >= maxScroll(g);
  return isScaled(g) && near && !atEnd ? clampOffset(g, offset + to - from) : offsetOfScroll(g, to);
}

/** The scroll that stands for an offset. */
export function scrollOfOffset(g: Geometry, offset: number): number {
  const end = maxOffset(g);
  if (!isScaled(g) || end === 0) return clampOffset(g, offset);
  return (clampOffset(g, offset) / end) * maxScroll(g);
}

/** The items of which any part is seen at an offset. */
export function visibleRange(g: Geometry, offset: number): Range {
  const lines = lineCount(g);
  if (lines === 0 || g.viewport <= 0) return { first: 0, end: 0 };
  const top = offset - g.lead;
  // A line is seen until its own foot, without the gap, has gone past the top.
  const firstLine = Math.min(Math.max(Math.floor((top + g.gap) / stride(g)), 0), lines - 1);
  const endLine = Math.ceil((top + g.viewport) / stride(g));
  return {
    first: firstLine * g.columns,
    end: Math.min(Math.max(endLine, firstLine + 1) * g.columns, g.count),
  };
}

/**
 * How many slots are drawn, and used again as the list moves: enough for all that is ever seen at once. None beyond that:
 * rows move in the frame that draws them.
 */
export function slotCount(g: Geometry): number {
  return (Math.ceil(g.viewport / stride(g)) + 1) * g.columns;
}

/** The items that stand in the slots at an offset: all the slots, or the whole list where it is shorter. */
export function drawnRange(g: Geometry, offset: number): Range {
  if (g.viewport <= 0) return { first: 0, end: 0 };
  const slots = slotCount(g);
  const firstLine = Math.floor((offset - g.lead + g.gap) / stride(g));
  const lastStart = Math.max(0, lineCount(g) - slots / g.columns);
  const first = Math.min(Math.max(firstLine, 0), lastStart) * g.columns;
  return { first, end: Math.min(first + slots, g.count) };
}

/** The px from the top of the whole list to the line of an item. */
export const topOf = (g: Geometry, index: number): number =>
  g.lead + Math.floor(index / g.columns) * stride(g);

/** The offset that brings an item into view; with `nearest` the present one, if the item is wholly seen. */
export function offsetFor(g: Geometry, index: number, align: Align, present: number): number {
  const top = topOf(g, index);
  // The room at the ends belongs to the first and the last line, so they bring it with them.
  const start = top === g.lead ? 0 : top;
  const last = Math.floor(index / g.columns) === lineCount(g) - 1;
  const end = top + g.itemHeight + (last ? g.trail : 0) - g.viewport;
  if (align === 'start') return clampOffset(g, start);
  if (align === 'end') return clampOffset(g, end);
  if (align === 'center') return clampOffset(g, top + g.itemHeight / 2 - g.viewport / 2);
  if (top < present) return clampOffset(g, start);
  if (top + g.itemHeight > present + g.viewport) return clampOffset(g, end);
  return clampOffset(g, present);
}

/** The item that a step leads to. It stops at the ends, and in its column. Nothing to step on: -1. */
export function stepFrom(g: Geometry, index: number, step: Step): number {
  if (g.count === 0) return -1;
  const last = g.count - 1;
  const page = Math.max(1, Math.floor(g.viewport / stride(g)) - 1) * g.columns;
  const bounded = (target: number) => (target < 0 || target > last ? index : target);
  switch (step) {
    case 'first':
      return 0;
    case 'last':
      return last;
    case 'left':
      return Math.max(index - 1, 0);
    case 'right':
      return Math.min(index + 1, last);
    case 'up':
      return bounded(index - g.columns);
    case 'down':
      // From the line before a short last one, down leads to its last item.
      return lineOf(g, index) < lineOf(g, last) ? Math.min(index + g.columns, last) : index;
    case 'pageUp':
      return index - page < 0 ? index % g.columns : index - page;
    case 'pageDown':
      return Math.min(index + page, last);
  }
}

const lineOf = (g: Geometry, index: number): number => Math.floor(index / g.columns);

/** How many columns of at least `min` px with a gap fit into a width; always one. */
export function columnsFor(width: number, min: number, gap: number): number {
  return Math.max(1, Math.floor((width + gap) / (min + gap)));
}

/**
 * The offset after a change of geometry (another count, width or height) that keeps in its place the item
 * at the top, as far as the new list still reaches.
 */
export function keepPlace(before: Geometry, after: Geometry, offset: number): number {
  if (before.columns === after.columns && stride(before) === stride(after)) return clampOffset(after, offset);
  const past = offset - before.lead;
  if (past <= 0) return clampOffset(after, offset);
  const item = Math.floor(past / stride(before)) * before.columns;
  const share = (past % stride(before)) / stride(before);
  return clampOffset(after, topOf(after, item) + share * stride(after));
}

/** The px that a turn of the wheel means. `deltaMode` is 0 for px, 1 for lines, 2 for pages. */
export function wheelPixels(g: Geometry, delta: number, deltaMode: number): number {
  if (deltaMode === 1) return delta * Math.min(stride(g), 40);
  if (deltaMode === 2) return delta * g.viewport;
  return delta;
}
