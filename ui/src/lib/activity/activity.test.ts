import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { desk, type ChangeDetails, type Difference, type PastChange, type Stand } from '$lib/ipc/client';
import { Activity } from './activity.svelte';
import BackDialog from './BackDialog.svelte';
import ChangePanel from './ChangePanel.svelte';
import { lineOf, reasonOf } from './words';

vi.mock('$lib/ipc/client', async (original) => ({
  ...(await original<typeof import('$lib/ipc/client')>()),
  desk: { history: vi.fn(), changeDetails: vi.fn() },
}));

const change = (id: number, more: Partial<PastChange> = {}): PastChange => ({
  id,
  at: '2026-11-01T12:00:00Z',
  title: { kind: 'mark' },
  partners: 1,
  name: 'Wanderbuch',
  undone: false,
  ...more,
});
const detailsOf = (more: Partial<ChangeDetails> = {}): ChangeDetails => ({
  change: change(3),
  later: 0,
  touched: [{ id: 7, name: 'Wanderbuch', place: 'prospects' }],
  differences: [],
  ...more,
});
const stranger: Stand = { stage: null, archived: false, hidden: false };

beforeEach(() => void vi.resetAllMocks());

describe('the log', () => {
  it('is asked for page by page, and keeps open what is open', async () => {
    const all = Array.from({ length: 250 }, (_, n) => change(250 - n));
    vi.mocked(desk.history).mockImplementation(async (_about, offset, n) => ({
      total: all.length,
      changes: all.slice(offset, offset + n),
    }));
    vi.mocked(desk.changeDetails).mockImplementation(async (id) => detailsOf({ change: change(id) }));
    const log = new Activity();
    await log.refresh();
    expect(log.total).toBe(250);
    log.pages.show({ first: 0, end: 20 });
    await vi.waitFor(() => expect(log.pages.row(5)?.id).toBe(245));
    await log.open(5);
    await vi.waitFor(() => expect(log.details?.change.id).toBe(245));

    all.unshift(change(251));
    await log.refresh();
    expect([log.total, log.details?.change.id]).toEqual([251, 245]);
    await log.open(250);
    expect(log.details?.change.id).toBe(1);
    await log.show('groups');
    expect(log.opened).toBeUndefined();
    expect(desk.history).toHaveBeenLastCalledWith('groups', expect.anything(), expect.anything());
  });

  it('says why it cannot be read', async () => {
    vi.mocked(desk.history).mockRejectedValue(new Error('gone'));
    const log = new Activity();
    await log.refresh();
    expect(log.error).toBeInstanceOf(Error);
  });
});

describe('what a change came to', () => {
  const names = { field: () => 'Name', partner: (id: number) => (id === 7 ? 'Wanderbuch' : undefined) };
  const cases: [Difference, string, string | undefined, string | undefined][] = [
    [{ kind: 'born', partners: 2, gone: false }, '2 partners added', undefined, undefined],
    [{ kind: 'born', partners: 1, gone: true }, '1 partner taken away', undefined, undefined],
    [
      {
        kind: 'standing',
        before: stranger,
        after: { stage: 'new', archived: true, hidden: true },
        partners: 12,
      },
      '12 partners',
      'not a prospect',
      'New · archived · hidden',
    ],
    [
      { kind: 'members', group: null, joined: 3, left: 1 },
      'A group that is gone',
      undefined,
      '3 joined, 1 left',
    ],
    [{ kind: 'group', before: 'DACH', after: null }, 'Group', 'DACH', 'nothing'],
    [{ kind: 'view', before: null, after: 'Best' }, 'View', 'nothing', 'Best'],
    [
      { kind: 'workflow', before: null, after: { name: 'Accept', on: true, accept: true, groups: 1 } },
      'Workflow',
      'nothing',
      'Accept (On · Accepts automatically)',
    ],
    [
      { kind: 'field', partner: 7, field: 'name', before: 'Wander', after: 'Wanderbuch' },
      'Wanderbuch: Name',
      'Wander',
      'Wanderbuch',
    ],
    [
      { kind: 'field', partner: 9, field: 'name', before: '', after: 'x' },
      'One who is gone: Name',
      'nothing',
      'x',
    ],
    [{ kind: 'contacts', partners: 4, gone: false }, 'Contacts added to 4 partners', undefined, undefined],
    [{ kind: 'edited', partners: 5 }, 'and the data of 5 more partners', undefined, undefined],
  ];
  it.each(cases)('%j', (difference, what, before, after) => {
    const line = lineOf(difference, names);
    expect([line.what, line.before, line.after]).toEqual([what, before, after]);
  });

  it('has the reason that was given', () => {
    expect(reasonOf({ kind: 'hide', reason: 'no fit' })).toBe('no fit');
    expect(reasonOf({ kind: 'mark' })).toBe('');
  });
});

describe('the panel of a change', () => {
  const acts = () => ({
    error: undefined,
    field: () => 'Name',
    redo: undefined as number | undefined,
    onundo: vi.fn(),
    onredo: vi.fn(),
    onback: vi.fn(),
    onpartner: vi.fn(),
    onimport: vi.fn(),
    onretry: vi.fn(),
    onclose: vi.fn(),
  });

  it('undoes the last change, and leads to whom it touched', async () => {
    const props = acts();
    render(ChangePanel, { ...props, details: detailsOf() });
    await userEvent.click(screen.getByRole('button', { name: /^Undo/u }));
    expect(props.onundo).toHaveBeenCalledWith(3);
    await userEvent.click(screen.getByRole('button', { name: 'Open the profile of Wanderbuch' }));
    expect(props.onpartner).toHaveBeenCalledWith({ id: 7, name: 'Wanderbuch', place: 'prospects' });
    expect(screen.queryByText(/rests? on this one/u)).not.toBeInTheDocument();
  });

  it('says that later work rests on a change, and offers to go back to it', async () => {
    const props = acts();
    const title = { kind: 'import', import: 4, file: 'list.csv' } as const;
    render(ChangePanel, { ...props, details: detailsOf({ later: 2, change: change(3, { title }) }) });
    const note = screen.getByRole('note');
    expect(note).toHaveTextContent('2 later changes rest on this one, so it cannot be undone alone.');
    expect(note).toHaveTextContent('An import can also be taken back alone');
    await userEvent.click(screen.getByRole('button', { name: 'Undo back to here…' }));
    expect(props.onback).toHaveBeenCalled();
    await userEvent.click(screen.getByRole('button', { name: 'Open the import summary' }));
    expect(props.onimport).toHaveBeenCalledWith(4);
  });

  it('offers redo of the change that is the next one only', async () => {
    const undone = detailsOf({ change: change(3, { undone: true }) });
    const props = { ...acts(), redo: 3 as number | undefined };
    const shown = render(ChangePanel, { ...props, details: undone });
    await userEvent.click(screen.getByRole('button', { name: /^Redo/u }));
    expect(props.onredo).toHaveBeenCalledWith(3);
    await shown.rerender({ redo: 2 });
    expect(screen.queryByRole('button', { name: /^Redo/u })).not.toBeInTheDocument();
    expect(screen.getByText(/once those before it are/u)).toBeInTheDocument();
  });

  it('says how many of whom it touched are not named', () => {
    const details = detailsOf({ change: change(3, { partners: 312, name: null }) });
    render(ChangePanel, { ...acts(), details });
    expect(screen.getByText('and 311 more')).toBeInTheDocument();
  });
});

it('tells beforehand how many changes are undone', async () => {
  const onundo = vi.fn();
  render(BackDialog, { to: detailsOf({ later: 2 }), onundo, onclose: vi.fn() });
  const dialog = within(await screen.findByRole('dialog', { name: 'Undo back to here?' }));
  expect(dialog.getByText(/^3 changes are undone one after another/u)).toBeInTheDocument();
  await userEvent.click(dialog.getByRole('button', { name: 'Undo 3 changes' }));
  expect(onundo).toHaveBeenCalledWith(3, 3);
});
