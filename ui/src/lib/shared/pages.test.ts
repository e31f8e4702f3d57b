import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Pages, type FetchRows } from './pages.svelte';

/** A list whose answers come when the test lets them. */
function heldList(name = 'row') {
  const asked: { offset: number; answer: () => Promise<void>; fail: (error: unknown) => Promise<void> }[] =
    [];
  const fetch: FetchRows<string> = (offset, limit) =>
    new Promise((resolve, reject) => {
      const rows = Array.from({ length: limit }, (_, n) => `${name} ${offset + n}`);
      asked.push({
        offset,
        answer: async () => {
          resolve(rows);
          await settled();
        },
        fail: async (error) => {
          reject(error);
          await settled();
        },
      });
    });
  return { asked, fetch };
}

/** Lets every promise that has been answered run on. */
const settled = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a page cache', () => {
  it('fetches the page that is seen, and the next one before it is needed', async () => {
    const { asked, fetch } = heldList();
    const pages = new Pages(fetch);
    pages.show({ first: 70, end: 90 });
    expect(asked.map(({ offset }) => offset)).toEqual([0, 100]);
    await asked[0]?.answer();
    expect(pages.row(71)).toBe('row 71');
    expect(pages.row(171)).toBeUndefined();
  });

  it('asks for a page once, however often it is shown', async () => {
    const { asked, fetch } = heldList();
    const pages = new Pages(fetch);
    pages.show({ first: 0, end: 20 });
    pages.show({ first: 5, end: 25 });
    await asked[0]?.answer();
    pages.show({ first: 0, end: 20 });
    expect(asked).toHaveLength(1);
  });

  it('skips the pages that a dragged thumb only passed', async () => {
    const { asked, fetch } = heldList();
    const pages = new Pages(fetch);
    for (const first of [0, 10_050, 20_050, 30_050, 900_050]) pages.show({ first, end: first + 20 });
    expect(asked.map(({ offset }) => offset)).toEqual([0, 10_000]);
    await asked[0]?.answer();
    expect(asked.at(-1)?.offset).toBe(900_000);
  });

  it('keeps twelve pages and drops those seen longest ago', async () => {
    const pages = new Pages((offset, limit) =>
      Promise.resolve(Array.from({ length: limit }, (_, n) => `row ${offset + n}`)),
    );
    for (let page = 0; page < 20; page += 1) {
      pages.show({ first: page * 100 + 45, end: page * 100 + 55 });
      await settled();
    }
    const inHand = Array.from({ length: 20 }, (_, page) => pages.row(page * 100) !== undefined);
    expect(inHand.filter(Boolean)).toHaveLength(12);
    expect(inHand.indexOf(true)).toBe(8);
  });

  it('drops an answer that a reset has overtaken', async () => {
    const { asked, fetch } = heldList();
    const pages = new Pages(fetch);
    pages.show({ first: 0, end: 20 });
    pages.reset();
    await asked[0]?.answer();
    expect(pages.row(0)).toBeUndefined();
    await asked[1]?.answer();
    expect(pages.row(0)).toBe('row 0');
  });

  it('leaves the rows from before a reset visible until the new ones come', async () => {
    let name = 'old';
    const pages = new Pages((offset, limit) =>
      Promise.resolve(Array.from({ length: limit }, (_, n) => `${name} ${offset + n}`)),
    );
    pages.show({ first: 0, end: 20 });
    await settled();
    name = 'new';
    pages.reset();
    expect(pages.row(3)).toBe('old 3');
    expect(pages.late).toBe(false);
    await settled();
    expect(pages.row(3)).toBe('new 3');
  });

  it('shows the rows of another result all at once, and none of the one before', async () => {
    const { asked, fetch } = heldList('old');
    const pages = new Pages(fetch);
    pages.show({ first: 0, end: 20 });
    await asked[0]?.answer();
    const other = heldList('new');
    const ahead = pages.ahead(other.fetch, { total: 500, at: 230, fromTop: false });
    expect(other.asked.map(({ offset }) => offset)).toEqual([0, 200]);
    for (const { answer } of other.asked) await answer();
    expect(pages.row(3)).toBe('old 3');
    pages.turn(await ahead);
    expect([pages.row(3), pages.row(103), pages.row(230)]).toEqual(['new 3', undefined, 'new 230']);
  });

  it('fetches the end of a result that has grown shorter than where the list stands', async () => {
    const { fetch } = heldList();
    const pages = new Pages(fetch);
    pages.show({ first: 900, end: 920 });
    const other = heldList();
    void pages.ahead(other.fetch, { total: 150, at: 0, fromTop: false });
    expect(other.asked.map(({ offset }) => offset)).toEqual([100, 0]);
  });

  it('shows skeletons only after 100 ms, and ends them with the answer', async () => {
    const { asked, fetch } = heldList();
    const pages = new Pages(fetch);
    pages.show({ first: 0, end: 20 });
    await vi.advanceTimersByTimeAsync(99);
    expect(pages.late).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(pages.late).toBe(true);
    await asked[0]?.answer();
    expect(pages.late).toBe(false);
  });

  it('keeps what an error said, and asks again when told to', async () => {
    const { asked, fetch } = heldList();
    const pages = new Pages(fetch);
    pages.show({ first: 0, end: 20 });
    await asked[0]?.fail('disk');
    expect(pages.error).toBe('disk');
    expect(asked).toHaveLength(1);
    pages.retry();
    await asked[1]?.answer();
    expect(pages.error).toBeUndefined();
    expect(pages.row(0)).toBe('row 0');
  });

  it('brings rows before the list goes there, and waits no longer than until they are late', async () => {
    const { asked, fetch } = heldList();
    const pages = new Pages(fetch);
    const far = { first: 990, end: 1010 };
    const arrived = vi.fn();
    void pages.bring(far).then(arrived);
    expect(asked.map(({ offset }) => offset)).toEqual([900, 1000]);
    await asked[0]?.answer();
    expect([arrived.mock.calls.length, pages.has(far)]).toEqual([0, false]);
    await asked[1]?.answer();
    expect([arrived.mock.calls.length, pages.has(far)]).toEqual([1, true]);
    pages.show(far);
    expect(pages.blank).toBe(false);
    void pages.bring({ first: 5000, end: 5020 }).then(arrived);
    await vi.advanceTimersByTimeAsync(100);
    expect(arrived).toHaveBeenCalledTimes(2);
  });

  it('shows a change of a row at once', async () => {
    const pages = new Pages(() => Promise.resolve(['a', 'b']));
    pages.show({ first: 0, end: 2 });
    await settled();
    pages.replace((row) => (row === 'b' ? 'B' : row));
    expect(pages.row(1)).toBe('B');
  });
});
