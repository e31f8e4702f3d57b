import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { desk, DeskError, type Census, type Target } from '$lib/ipc/client';
import { Bulk, bulk, SCREENFUL, type BulkKind } from './bulk.svelte';
import BulkDialog from './BulkDialog.svelte';
import { changes } from './changes.svelte';

vi.mock('$lib/ipc/client', async (original) => ({
  ...(await original<typeof import('$lib/ipc/client')>()),
  desk: { census: vi.fn() },
}));

const selected: Target = { kind: 'selected', place: 'partners' };
const census = (more: Partial<Census> = {}): Census => ({
  partners: 312,
  name: null,
  stage: null,
  prospects: 0,
  pastNew: 0,
  archived: 0,
  hidden: 0,
  groups: [],
  ...more,
});

beforeEach(() => void vi.mocked(desk.census).mockReset());

describe('a change of many', () => {
  it('is not asked about where all of them fit on a screen', async () => {
    const one = new Bulk();
    expect(await one.agree('mark', { kind: 'ids', ids: [1, 2] })).toBe(true);
    expect(desk.census).not.toHaveBeenCalled();
    vi.mocked(desk.census).mockResolvedValue(census({ partners: SCREENFUL }));
    expect(await one.agree('mark', selected)).toBe(true);
    expect(one.question).toBeUndefined();
  });

  it('waits for the answer where they do not', async () => {
    const one = new Bulk();
    vi.mocked(desk.census).mockResolvedValue(census());
    const yes = one.agree('archive', selected);
    await vi.waitFor(() => expect(one.question?.census.partners).toBe(312));
    one.answer(true);
    expect(await yes).toBe(true);

    const first = one.agree('archive', selected);
    await vi.waitFor(() => expect(one.question).toBeDefined());
    const second = one.agree('mark', selected);
    expect(await first, 'overtaken').toBe(false);
    one.answer(false);
    expect(await second).toBe(false);
  });

  it('is not made where they cannot be counted, and that is told', async () => {
    const refused = vi.spyOn(changes, 'refused').mockImplementation(() => undefined);
    vi.mocked(desk.census).mockRejectedValue(new DeskError({ kind: 'noWorkspace' }));
    expect(await new Bulk().agree('show', selected)).toBe(false);
    expect(refused).toHaveBeenCalledOnce();
    refused.mockRestore();
  });

  it.each<[BulkKind, Partial<Census>, string, string]>([
    ['mark', { prospects: 1, hidden: 4 }, 'Mark 312 partners as prospects?', 'is a prospect already'],
    ['mark', { hidden: 4 }, 'Mark 312 partners as prospects?', '4 are hidden and will be shown again.'],
    ['unmark', { prospects: 312, pastNew: 9 }, 'Take the mark off 312 partners?', '9 are past New'],
    ['archive', { prospects: 300 }, 'Archive 312 prospects?', '12 of them are no prospects'],
    ['show', { hidden: 312 }, 'Show 312 partners again?', 'takes it back.'],
  ])('tells beforehand what %s of %o does', async (kind, among, title, text) => {
    vi.mocked(desk.census).mockResolvedValue(census(among));
    render(BulkDialog);
    const agreed = bulk.agree(kind, selected);
    expect(await screen.findByRole('dialog', { name: title })).toHaveTextContent(text);
    await userEvent.click(screen.getByRole('button', { name: 'Go on' }));
    expect(await agreed).toBe(true);
  });
});
