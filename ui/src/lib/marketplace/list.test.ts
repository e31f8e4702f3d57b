import { beforeEach, describe, expect, it, vi } from 'vitest';
import { desk, DeskError, type Found, type Row } from '$lib/ipc/client';
import { List } from './list.svelte';
import { answer, beginAnew, listOf, settled } from './list.fixture';
import { wholeOf, withChoice } from './query';
import { rowOf } from './rows.fixture';

vi.mock('$lib/ipc/client', async (original) => ({
  ...(await original<typeof import('$lib/ipc/client')>()),
  desk: { find: vi.fn(), rows: vi.fn(), position: vi.fn(), select: vi.fn() },
}));

beforeEach(beginAnew);

describe('a list', () => {
  it('shows what the last question found, however late the earlier answers come', async () => {
    const list = await listOf([1, 2, 3]);
    let late: (found: Found) => void = () => undefined;
    vi.mocked(desk.find).mockReturnValueOnce(new Promise((resolve) => (late = resolve)));
    vi.mocked(desk.find).mockResolvedValueOnce(answer([2]));
    list.search('a');
    list.search('ab');
    await settled();
    late(answer([7, 8, 9]));
    await settled();
    expect(list.total).toBe(1);
    expect(list.row(0)?.id).toBe(2);
  });

  it('asks one question at a time, and of those that wait the latest alone', async () => {
    const list = await listOf([1, 2, 3]);
    let first: (found: Found) => void = () => undefined;
    vi.mocked(desk.find).mockReturnValueOnce(new Promise((resolve) => (first = resolve)));
    vi.mocked(desk.find).mockResolvedValueOnce(answer([2]));
    for (const text of ['a', 'ab', 'abc']) list.search(text);
    await settled();
    expect(vi.mocked(desk.find).mock.lastCall?.[0].text).toBe('a');
    first(answer([7, 8, 9]));
    await settled();
    const asked = vi.mocked(desk.find).mock.calls.map(([{ text }]) => text);
    expect(asked).toEqual(['', 'a', 'abc']);
    expect(list.total).toBe(1);
  });

  it('shows what a key found where that comes before the next key', async () => {
    const list = await listOf([1, 2, 3]);
    const shown: number[] = [];
    vi.mocked(desk.find)
      .mockResolvedValueOnce(answer([2, 3]))
      .mockResolvedValueOnce(answer([3]));
    for (const text of ['a', 'ab']) {
      list.search(text);
      await settled();
      shown.push(list.total);
    }
    expect(shown).toEqual([2, 1]);
  });

  it('goes on to the next row after a change, also where a later question overtakes the first', async () => {
    const list = await listOf([1, 2, 3]);
    let late: (found: Found) => void = () => undefined;
    vi.mocked(desk.find).mockReturnValueOnce(new Promise((resolve) => (late = resolve)));
    vi.mocked(desk.find).mockResolvedValueOnce(answer([1, 2, 3]));
    list.standNext({ after: 1, orAt: 0 });
    void list.refresh();
    void list.refresh();
    await settled();
    late(answer([1, 2, 3]));
    await settled();
    expect(list.active).toBe(1);
  });

  it('keeps the last rows until the new ones are there', async () => {
    const list = await listOf([1, 2, 3]);
    let rows: (rows: Row[]) => void = () => undefined;
    vi.mocked(desk.rows).mockReturnValueOnce(new Promise((resolve) => (rows = resolve)));
    vi.mocked(desk.find).mockResolvedValueOnce(answer([2, 3]));
    list.search('a');
    await settled();
    expect(list.row(0)?.id).toBe(1);
    rows([rowOf(2), rowOf(3)]);
    await settled();
    expect(list.row(0)?.id).toBe(2);
  });

  it('says why there is no answer, and takes it back with the next one', async () => {
    const list = new List('partners');
    vi.mocked(desk.find).mockRejectedValueOnce(new DeskError({ kind: 'workspaceBusy' }));
    await list.refresh();
    expect(list.error).toBeInstanceOf(DeskError);
    vi.mocked(desk.find).mockResolvedValueOnce(answer([1]));
    await list.refresh();
    expect(list.error).toBeUndefined();
  });

  it('asks anew when its result is no longer kept', async () => {
    const list = await listOf([1, 2, 3]);
    vi.mocked(desk.rows).mockRejectedValueOnce(new DeskError({ kind: 'overtaken' }));
    vi.mocked(desk.find).mockResolvedValueOnce(answer([1, 2, 3]));
    list.pages.reset();
    await settled();
    expect(desk.find).toHaveBeenCalledTimes(2);
    expect(list.pages.error).toBeUndefined();
    expect(list.row(0)?.id).toBe(1);
  });

  it('begins another question at the top and with nothing selected', async () => {
    const list = await listOf([1, 2, 3]);
    await list.toggle(2);
    expect(list.selected).toBe(1);
    vi.mocked(desk.find).mockResolvedValueOnce(answer([3]));
    const { filters } = wholeOf('partners');
    list.filter(withChoice(filters, 'country', { values: ['DE'], exclude: false }));
    await settled();
    expect(list.selected).toBe(0);
    expect(list.active).toBe(0);
    expect(desk.select).toHaveBeenLastCalledWith('partners', { kind: 'none' });
  });

  it('keeps what is selected in another order', async () => {
    const list = await listOf([1, 2, 3]);
    await list.toggle(2);
    vi.mocked(desk.find).mockResolvedValueOnce(answer([3, 2, 1]));
    list.sort({ by: 'name', descending: true });
    await settled();
    expect(list.selected).toBe(1);
  });
});

/** A list of these partners that was asked anew and found others, of which the rows do not come before `come`. */
async function turningList(
  ids: number[],
  others: number[],
): Promise<{ list: List; come: () => Promise<void> }> {
  const list = await listOf(ids);
  let rows: (rows: Row[]) => void = () => undefined;
  vi.mocked(desk.rows).mockReturnValueOnce(new Promise((resolve) => (rows = resolve)));
  vi.mocked(desk.find).mockResolvedValueOnce(answer(others));
  void list.refresh();
  await settled();
  const come = async () => {
    rows(others.map((id) => rowOf(id)));
    await settled();
  };
  return { list, come };
}

describe('while the rows of another answer are awaited', () => {
  it('a toggle is about the row that is seen', async () => {
    const { list } = await turningList([1, 2, 3], [9, 1, 2, 3]);
    expect(list.row(1)?.id).toBe(2);
    await list.toggle(1);
    const rows = { kind: 'rows', result: 1, from: 1, to: 1, on: true };
    expect(desk.select).toHaveBeenCalledWith('partners', rows);
  });

  it('the keyboard stands on the row that is seen, and goes with it', async () => {
    const { list, come } = await turningList([1, 2, 3], [9, 1, 2, 3]);
    list.stand(2);
    expect(list.activeRow?.id).toBe(3);
    expect(list.target).toEqual({ kind: 'ids', ids: [3] });
    await come();
    expect(list.active).toBe(3);
    expect(list.activeRow?.id).toBe(3);
  });

  it('what is selected meanwhile is asked for once more', async () => {
    const { list, come } = await turningList([1, 2, 3], [9, 1, 2, 3]);
    await list.toggle(1);
    vi.mocked(desk.rows).mockResolvedValueOnce([9, 1, 2, 3].map((id) => rowOf(id, { selected: id === 2 })));
    await come();
    expect(list.row(2)).toMatchObject({ id: 2, selected: true });
  });

  it('count, keyboard and rows change at once', async () => {
    const { list, come } = await turningList([1, 2, 3], [3]);
    expect([list.total, list.row(0)?.id]).toEqual([3, 1]);
    await come();
    expect([list.total, list.row(0)?.id]).toEqual([1, 3]);
  });

  it('no old row stands beside new ones', async () => {
    const ids = Array.from({ length: 300 }, (_, n) => n + 1);
    const list = await listOf(ids);
    list.pages.show({ first: 190, end: 200 });
    await settled();
    expect(list.row(150)?.id).toBe(151);
    vi.mocked(desk.find).mockResolvedValueOnce(answer(ids.toReversed()));
    list.sort({ by: 'name', descending: true });
    await settled();
    expect(list.row(0)?.id).toBe(300);
    expect([undefined, 150]).toContain(list.row(150)?.id);
  });
});

describe('the top of a list', () => {
  it('is where another question begins, however far one went', async () => {
    const list = await listOf(Array.from({ length: 300 }, (_, n) => n + 1));
    list.top = 180;
    list.stand(190);
    vi.mocked(desk.find).mockResolvedValueOnce(answer([4, 190]));
    list.show('prospects');
    list.stand(191);
    await settled();
    expect([list.begun, list.top, list.active]).toEqual([1, 0, 0]);
    expect(list.activeRow?.id).toBe(4);
  });

  it('is not where the same question leads, asked anew', async () => {
    const list = await listOf([1, 2, 3]);
    list.top = 2;
    vi.mocked(desk.find).mockResolvedValueOnce(answer([1, 2, 3]));
    await list.refresh();
    expect([list.begun, list.top]).toEqual([0, 2]);
  });
});

describe('the first rows', () => {
  it('come with the answer, where the list begins at its top', async () => {
    const list = await listOf([1, 2, 3]);
    vi.mocked(desk.rows).mockClear();
    vi.mocked(desk.find).mockResolvedValueOnce(answer([7, 8], { rows: [rowOf(7), rowOf(8)] }));
    list.search('a');
    await settled();
    expect([list.row(0)?.id, list.row(1)?.id]).toEqual([7, 8]);
    expect(vi.mocked(desk.find).mock.lastCall?.[1]).toBe(100);
    expect(desk.rows).not.toHaveBeenCalled();
  });

  it('of the very first answer are shown as soon as the list comes up', async () => {
    vi.mocked(desk.find).mockResolvedValueOnce(answer([7, 8], { rows: [rowOf(7), rowOf(8)] }));
    const list = new List('partners');
    await list.refresh();
    list.pages.show({ first: 0, end: 2 });
    expect(list.row(1)?.id).toBe(8);
    expect(desk.rows).not.toHaveBeenCalled();
  });

  it('are asked for again where the selection changed meanwhile', async () => {
    const list = await listOf([1, 2]);
    let late: (found: Found) => void = () => undefined;
    vi.mocked(desk.find).mockReturnValueOnce(new Promise((resolve) => (late = resolve)));
    list.sort({ by: 'name', descending: false });
    await list.toggle(0);
    vi.mocked(desk.rows).mockResolvedValue([rowOf(1, { selected: true }), rowOf(2)]);
    late(answer([1, 2], { rows: [rowOf(1), rowOf(2)] }));
    await settled();
    await settled();
    expect(list.row(0)?.selected).toBe(true);
  });

  it('are not asked for where the list stays further down', async () => {
    const list = await listOf(Array.from({ length: 300 }, (_, id) => id));
    list.pages.show({ first: 250, end: 270 });
    await settled();
    vi.mocked(desk.find).mockResolvedValueOnce(answer([7, 8]));
    await list.refresh();
    expect(vi.mocked(desk.find).mock.lastCall?.[1]).toBe(0);
  });
});

describe('after a change', () => {
  it('the next row is in focus where the one before left the list', async () => {
    const list = await listOf([1, 2, 3]);
    list.stand(1);
    list.standNext({ after: 2, orAt: 1 });
    vi.mocked(desk.find).mockResolvedValueOnce(answer([1, 3]));
    await list.refresh();
    await settled();
    expect(list.activeRow?.id).toBe(3);
  });

  it('the next row is in focus where the one before stays', async () => {
    const list = await listOf([1, 2, 3]);
    list.standNext({ after: 2, orAt: 1 });
    vi.mocked(desk.find).mockResolvedValueOnce(answer([1, 2, 3]));
    await list.refresh();
    expect(list.active).toBe(2);
  });

  it('the keyboard stays on its row when others come before it', async () => {
    const list = await listOf([1, 2, 3]);
    list.stand(1);
    vi.mocked(desk.find).mockResolvedValueOnce(answer([9, 1, 2, 3]));
    await list.refresh();
    expect(list.active).toBe(2);
  });
});

it('the keyboard stays where one went while the answer was awaited', async () => {
  const list = await listOf([1, 2, 3, 4]);
  let late: (found: Found) => void = () => undefined;
  vi.mocked(desk.find).mockReturnValueOnce(new Promise((resolve) => (late = resolve)));
  list.standNext({ on: 2, orAt: 0 });
  const refreshed = list.refresh();
  list.stand(3);
  late(answer([2, 3, 4]));
  await refreshed;
  await settled();
  expect(list.activeRow?.id).toBe(4);
});
