import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { hiddenWords, sizeNote } from '$lib/facts';
import { desk, DeskError, type Census, type Changes, type Op } from '$lib/ipc/client';
import { monthsAfter } from '$lib/shared/days';
import Card from './Card.svelte';
import { hiddenColumns } from './columns';
import HideDialog from './HideDialog.svelte';
import { List } from './list.svelte';
import type { RowActs } from './row-acts';
import { rowOf } from './rows.fixture';
import SnoozeDialog from './SnoozeDialog.svelte';
import TableRow from './TableRow.svelte';
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
  },
}));

const census: Census = {
  partners: 1,
  name: 'Fellside',
  stage: null,
  prospects: 0,
  pastNew: 0,
  archived: 0,
  hidden: 1,
  groups: [],
};
const target = { kind: 'ids' as const, ids: [7] };
const out = rowOf(7, {
  name: 'Fellside',
  hidden: true,
  hiddenOn: '2026-11-01',
  hiddenUntil: '2027-01-31',
  reason: 'too small',
  size: 'l',
  sizeThen: { kind: 'size', value: 'm' },
  resized: true,
});
const made = () => vi.mocked(desk.transact).mock.calls.map(([op]) => op);

let triage: Triage;

beforeEach(() => {
  vi.resetAllMocks();
  const listing = { result: 1, total: 0, of: 0, hidden: 0, notUnderstood: [], rows: [] };
  vi.mocked(desk.find).mockResolvedValue(listing);
  vi.mocked(desk.census).mockResolvedValue(census);
  vi.mocked(desk.transact).mockImplementation(async (op: Op): Promise<Changes> => {
    const title = op.kind === 'snooze' ? { kind: op.kind, until: op.until } : { kind: 'show' as const };
    return { change: 1, title, undone: false, partners: 1, name: 'Fellside', group: null };
  });
  triage = new Triage(new List('partners'));
});

describe('hiding until a day', () => {
  it('takes a preset, says what will happen, and hides', async () => {
    const user = userEvent.setup();
    render(HideDialog, { triage, onclosed: vi.fn() });
    triage.question = { target, census };
    await user.type(await screen.findByRole('textbox', { name: 'Reason (optional)' }), 'too small');
    const until = screen.getByRole('textbox', { name: 'Hidden until (optional)' });
    expect(until).toHaveAccessibleDescription(/for ever/u);
    await user.click(screen.getByRole('button', { name: 'In three months' }));
    expect(until).toHaveValue(monthsAfter(3));
    expect(until).toHaveAccessibleDescription(/^Comes back by itself on /u);
    await user.click(screen.getByRole('button', { name: 'Hide' }));
    expect(made()).toEqual([
      { kind: 'hide', target, reason: 'too small', until: monthsAfter(3), archiveProspects: false },
    ]);
  });

  it('refuses a day that is no day or is past, at its field', async () => {
    const user = userEvent.setup();
    render(HideDialog, { triage, onclosed: vi.fn() });
    triage.question = { target, census };
    const until = await screen.findByRole('textbox', { name: 'Hidden until (optional)' });
    await user.type(until, '2020-01-01{Enter}');
    expect(until).toHaveAccessibleDescription('Choose a day after today.');
    await user.clear(until);
    await user.type(until, 'soon{Enter}');
    expect(until).toBeInvalid();
    expect(made()).toEqual([]);
  });
});

describe('the day of those who are hidden', () => {
  it('is changed from what it was, or taken away', async () => {
    const user = userEvent.setup();
    const onclosed = vi.fn();
    render(SnoozeDialog, { triage, onclosed });
    triage.snoozing = { target, census, until: '2999-01-31' };
    const until = await screen.findByRole('textbox', { name: 'Hidden until (optional)' });
    expect(until).toHaveValue('2999-01-31');
    expect(until).toHaveFocus();
    await user.click(screen.getByRole('button', { name: 'For ever' }));
    await user.click(screen.getByRole('button', { name: 'Set' }));
    expect(made()).toEqual([{ kind: 'snooze', target, until: null }]);
    expect(onclosed).toHaveBeenCalledOnce();
  });

  it('stays in the question when it is refused', async () => {
    const user = userEvent.setup();
    render(SnoozeDialog, { triage, onclosed: vi.fn() });
    triage.snoozing = { target, census, until: '2999-01-31' };
    vi.mocked(desk.transact).mockRejectedValueOnce(new DeskError({ kind: 'notToCome', day: '2999-01-31' }));
    await user.click(await screen.findByRole('button', { name: 'Set' }));
    expect(screen.getByRole('alert')).toHaveTextContent(/not in the future/u);
    expect(screen.getByRole('dialog')).toBeInTheDocument();
  });

  it('is not asked of those who are not hidden', async () => {
    vi.mocked(desk.census).mockResolvedValue({ ...census, hidden: 0 });
    await triage.askUntil(target);
    expect(triage.snoozing).toBeUndefined();
  });
});

describe('a hidden one', () => {
  const acts = {} as RowActs;

  it('says since when, until when and why, and that it has grown', () => {
    expect(hiddenWords(out)).toMatch(/2026.*2027.*: too small$/u);
    expect(hiddenWords({ ...out, hiddenUntil: null, reason: '' })).not.toMatch(/until|:/u);
    expect(hiddenWords(rowOf(1))).toBe('');
    expect(sizeNote(out)).toBe('Was M when hidden, is L now');
    expect(sizeNote({ ...out, size: null })).toBe('Was M when hidden, is without a size now');
    expect(sizeNote({ ...out, resized: false })).toBe('');
  });

  it('says so on its card and in the cells of its row', () => {
    const { unmount } = render(Card, { row: out, index: 0, current: false, selecting: false, acts });
    expect(screen.getByText('Was M when hidden, is L now')).toBeInTheDocument();
    expect(screen.getByText(hiddenWords(out))).toBeInTheDocument();
    unmount();
    const columns = hiddenColumns('size');
    render(TableRow, { row: out, index: 0, columns, tracks: '', acting: true, current: false, acts });
    const cells = screen.getAllByRole('gridcell').map((cell) => cell.textContent.trim());
    expect(cells).toContain('too small');
    expect(cells.some((cell) => /was M$/u.test(cell))).toBe(true);
  });
});
