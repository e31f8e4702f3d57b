import { beforeEach, describe, expect, it, vi } from 'vitest';
import { desk, DeskError } from '$lib/ipc/client';
import { answer, beginAnew, listOf, settled } from './list.fixture';
import { rowOf } from './rows.fixture';

vi.mock('$lib/ipc/client', async (original) => ({
  ...(await original<typeof import('$lib/ipc/client')>()),
  desk: { find: vi.fn(), rows: vi.fn(), position: vi.fn(), select: vi.fn() },
}));

beforeEach(beginAnew);

describe('selecting', () => {
  it('shows at once and is kept by the core', async () => {
    const list = await listOf([1, 2, 3]);
    const done = list.toggle(1);
    expect(list.row(1)?.selected).toBe(true);
    await done;
    expect(desk.select).toHaveBeenCalledWith('partners', {
      kind: 'rows',
      result: 1,
      from: 1,
      to: 1,
      on: true,
    });
  });

  it('of all shows at once in every row', async () => {
    const list = await listOf([1, 2, 3]);
    const done = list.selectAll();
    expect([0, 1, 2].map((index) => list.row(index)?.selected)).toEqual([true, true, true]);
    await done;
    expect(desk.select).toHaveBeenCalledWith('partners', { kind: 'all', result: 1 });
  });

  it('is taken back where the core refuses it', async () => {
    const list = await listOf([1, 2, 3]);
    await list.toggle(1);
    vi.mocked(desk.rows).mockImplementation(async () =>
      [1, 2, 3].map((id) => rowOf(id, { selected: id === 2 })),
    );
    vi.mocked(desk.select).mockRejectedValueOnce(new DeskError({ kind: 'internal', incident: '' }));
    await list.selectAll();
    await settled();
    expect(list.selected).toBe(1);
    expect([0, 1, 2].map((index) => list.row(index)?.selected)).toEqual([false, true, false]);
  });

  it('extends from the row toggled last', async () => {
    const list = await listOf([1, 2, 3, 4, 5]);
    await list.toggle(1);
    await list.extend(4);
    expect(desk.select).toHaveBeenLastCalledWith('partners', {
      kind: 'rows',
      result: 1,
      from: 1,
      to: 4,
      on: true,
    });
    expect(list.active).toBe(4);
  });

  it('extends from the partner toggled last, wherever it stands by now', async () => {
    const list = await listOf([1, 2, 3, 4, 5]);
    await list.toggle(1);
    vi.mocked(desk.find).mockResolvedValueOnce(answer([9, 8, 1, 2, 3, 4, 5]));
    await list.refresh();
    await list.extend(5);
    const rows = { kind: 'rows', result: 2, from: 3, to: 5, on: true };
    expect(desk.select).toHaveBeenLastCalledWith('partners', rows);
  });

  it('extends from where the keyboard stood when that partner has left the list', async () => {
    const list = await listOf([1, 2, 3, 4, 5]);
    await list.toggle(1);
    vi.mocked(desk.find).mockResolvedValueOnce(answer([1, 3, 4, 5]));
    await list.refresh();
    list.stand(2);
    await list.extend(3);
    const rows = { kind: 'rows', result: 2, from: 2, to: 3, on: true };
    expect(desk.select).toHaveBeenLastCalledWith('partners', rows);
  });

  it('takes all that match without naming one of them', async () => {
    const list = await listOf([1, 2, 3]);
    vi.mocked(desk.select).mockResolvedValueOnce({ count: 1_000_000 });
    await list.selectAll();
    expect(list.selected).toBe(1_000_000);
    expect(list.target).toEqual({ kind: 'selected', place: 'partners' });
  });
});

describe('an open profile', () => {
  it('goes on to the row beside', async () => {
    const list = await listOf([1, 2, 3]);
    list.openAt(0);
    await list.openBeside(1);
    expect(list.opened).toEqual({ id: 2, index: 1 });
    expect(list.active).toBe(1);
    await list.openBeside(-1);
    await list.openBeside(-1);
    expect(list.opened).toEqual({ id: 1, index: 0 });
  });

  it('goes on to a row that is not in hand', async () => {
    const ids = Array.from({ length: 1000 }, (_, n) => n + 1);
    const list = await listOf(ids);
    list.openAt(0);
    list.stand(700);
    await list.openBeside(1);
    expect(list.opened).toEqual({ id: 702, index: 701 });
  });

  it('gives way to the next one when its partner is hidden', async () => {
    const list = await listOf([1, 2, 3]);
    list.openAt(1);
    list.standNext({ after: 2, orAt: 1 });
    vi.mocked(desk.find).mockResolvedValueOnce(answer([1, 3]));
    await list.refresh();
    expect(list.opened).toEqual({ id: 3, index: 1 });
  });

  it('stays open while another question does not find its partner', async () => {
    const list = await listOf([1, 2, 3]);
    list.openAt(1);
    vi.mocked(desk.find).mockResolvedValueOnce(answer([3]));
    list.search('x');
    await settled();
    expect(list.opened).toEqual({ id: 2, index: null });
  });
});
