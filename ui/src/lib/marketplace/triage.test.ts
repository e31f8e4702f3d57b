import { beforeEach, describe, expect, it, vi } from 'vitest';
import { changes } from '$lib/changes/changes.svelte';
import { desk, DeskError, type Census, type Changes, type Op } from '$lib/ipc/client';
import { toasts } from '$lib/shared/toasts.svelte';
import { List } from './list.svelte';
import { rowOf } from './rows.fixture';
import { Triage } from './triage.svelte';

vi.mock('$lib/ipc/client', async (original) => ({
  ...(await original<typeof import('$lib/ipc/client')>()),
  desk: {
    find: vi.fn(),
    rows: vi.fn(),
    position: vi.fn(),
    select: vi.fn(),
    census: vi.fn(),
    transact: vi.fn(),
    undo: vi.fn(),
  },
}));

const census = (more: Partial<Census> = {}): Census => ({
  partners: 1,
  name: 'Partner 2',
  stage: null,
  prospects: 0,
  pastNew: 0,
  archived: 0,
  hidden: 0,
  groups: [],
  ...more,
});

const done = (op: Op): Changes => ({
  change: 1,
  title: op.kind === 'hide' ? { kind: 'hide', reason: op.reason } : { kind: 'mark' },
  undone: false,
  partners: 1,
  name: 'Partner 2',
  group: null,
});

/** A list of three, of which the second is in focus. */
async function open(): Promise<{ list: List; triage: Triage }> {
  const list = new List('partners');
  await list.refresh();
  list.pages.show({ first: 0, end: 3 });
  await vi.waitFor(() => expect(list.row(0)).toBeDefined());
  list.stand(1);
  return { list, triage: new Triage(list) };
}

const targetOf = (op: Op) => ('target' in op ? op.target : undefined);
const made = () => vi.mocked(desk.transact).mock.calls.map(([op]) => op);

beforeEach(() => {
  vi.resetAllMocks();
  toasts.dismiss();
  const listing = { result: 1, total: 3, of: 3, hidden: 0, notUnderstood: [], rows: [] };
  vi.mocked(desk.find).mockResolvedValue(listing);
  vi.mocked(desk.rows).mockResolvedValue([rowOf(1), rowOf(2), rowOf(3, { stage: 'outreach' })]);
  vi.mocked(desk.position).mockImplementation(async (_result, id) => id - 1);
  vi.mocked(desk.select).mockResolvedValue({ count: 2 });
  vi.mocked(desk.census).mockResolvedValue(census());
  vi.mocked(desk.transact).mockImplementation(async (op) => done(op));
});

describe('marking', () => {
  it('shows at once, goes on to the next row, and can be taken back', async () => {
    const { list, triage } = await open();
    const marking = triage.mark();
    expect(list.row(1)?.stage).toBe('new');
    await marking;
    expect(made()).toEqual([{ kind: 'mark', target: { kind: 'ids', ids: [2] } }]);
    await list.refresh();
    expect(list.active).toBe(2);
    toasts.act();
    expect(desk.undo).toHaveBeenCalledExactlyOnceWith(1);
  });

  it('one after the other marks one after the other, however fast the key comes', async () => {
    const { list, triage } = await open();
    list.stand(0);
    await Promise.all([triage.mark(), triage.mark()]);
    expect(made().map(targetOf)).toEqual([
      { kind: 'ids', ids: [1] },
      { kind: 'ids', ids: [2] },
    ]);
    expect(list.active).toBe(2);
  });

  it('with the pointer leaves the keyboard on the row', async () => {
    const { list, triage } = await open();
    await triage.markRow(0);
    await list.refresh();
    expect(list.active).toBe(0);
  });

  it('a second time takes the mark back', async () => {
    const { triage } = await open();
    await triage.markRow(2);
    expect(made()[0]?.kind).toBe('unmark');
  });

  it('is for all that are selected where some are', async () => {
    const { list, triage } = await open();
    await list.toggle(0);
    await triage.mark();
    expect(made()).toEqual([{ kind: 'mark', target: { kind: 'selected', place: 'partners' } }]);
  });

  it('that is refused says why and shows what stands', async () => {
    const { list, triage } = await open();
    vi.mocked(desk.transact).mockRejectedValueOnce(new DeskError({ kind: 'diskFull' }));
    const asked = vi.mocked(desk.find).mock.calls.length;
    await triage.markRow(0);
    expect(toasts.shown?.icon).toBe('error');
    expect(vi.mocked(desk.find).mock.calls.length).toBe(asked + 1);
    expect(list.listing?.total).toBe(3);
  });
});

describe('hiding', () => {
  it('happens at once where no prospect is among them', async () => {
    const { triage } = await open();
    const revision = changes.revision;
    await triage.hide();
    expect(triage.question).toBeUndefined();
    expect(made()[0]).toMatchObject({ kind: 'hide', reason: '', archiveProspects: false });
    expect(changes.revision).toBe(revision + 1);
  });

  it('asks first where a prospect is, and does what is answered', async () => {
    const { triage } = await open();
    vi.mocked(desk.census).mockResolvedValueOnce(census({ prospects: 1, stage: 'outreach' }));
    await triage.hide();
    expect(made()).toEqual([]);
    expect(triage.question?.census.stage).toBe('outreach');
    await triage.answer('  off topic ', true);
    expect(made()[0]).toEqual({
      kind: 'hide',
      target: { kind: 'ids', ids: [2] },
      reason: 'off topic',
      until: null,
      archiveProspects: true,
    });
    expect(triage.question).toBeUndefined();
  });

  it('asks where a reason is wished', async () => {
    const { triage } = await open();
    await triage.hide(true);
    expect(triage.question).toBeDefined();
  });

  it('of those selected leaves nothing selected', async () => {
    const { list, triage } = await open();
    await list.toggle(0);
    await triage.hide();
    expect(targetOf(made()[0] as Op)).toEqual({ kind: 'selected', place: 'partners' });
    expect(desk.select).toHaveBeenLastCalledWith('partners', { kind: 'none' });
  });
});
