import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { changes } from '$lib/changes/changes.svelte';
import { desk, DeskError, type Changes, type RowIssue, type RowReport } from '$lib/ipc/client';
import { Adding } from './by-hand.svelte';
import ByHandDialog from './ByHandDialog.svelte';

vi.mock('$lib/ipc/client', async (original) => ({
  ...(await original<typeof import('$lib/ipc/client')>()),
  desk: { tryByHand: vi.fn(), addByHand: vi.fn(), overview: vi.fn() },
}));

const row = (more: Partial<RowReport>): RowReport => ({
  row: 1,
  line: 2,
  outcome: 'create',
  issues: [],
  fields: [],
  matched: null,
  candidates: [],
  effects: [],
  ...more,
});
const issue = (more: Partial<RowIssue>): RowIssue => ({
  code: 'emailInvalid',
  field: 'email',
  value: '',
  suggestion: null,
  ...more,
});
const tells = (more: Partial<RowReport>, revision = 4) =>
  vi.mocked(desk.tryByHand).mockResolvedValueOnce({ row: row(more), revision });
const wanderbuch = { id: 1, name: 'Wanderbuch', partnerId: '1001' };
const fellside = { id: 5, name: 'Fellside', partnerId: '' };
const done = {
  change: 3,
  title: { kind: 'addByHand' },
  undone: false,
  partners: 1,
  name: 'Wanderbuch',
  group: null,
} as Changes;

const say = (told: RowIssue, back?: boolean) => `${told.code}${back ? ' back' : ''}`;
let adding: Adding;

function begin(): ReturnType<typeof userEvent.setup> {
  adding = new Adding();
  render(ByHandDialog, { adding, say });
  adding.begin();
  return userEvent.setup();
}

beforeEach(() => {
  vi.resetAllMocks();
  vi.spyOn(changes, 'heard').mockReturnValue();
  vi.mocked(desk.addByHand).mockResolvedValue({ row: row({}), changes: done });
});

describe('adding a prospect by hand', () => {
  it('says what is wrong at the fields, and keeps what was written', async () => {
    const user = begin();
    tells({ outcome: 'error', issues: [issue({}), issue({ code: 'requiredMissing', field: 'name' })] });
    await user.type(await screen.findByRole('textbox', { name: 'Email' }), 'kim@@b{Enter}');
    const email = screen.getByRole('textbox', { name: 'Email' });
    expect(email).toHaveAccessibleDescription('emailInvalid');
    expect(email).toHaveFocus();
    expect(email).toHaveValue('kim@@b');
    expect(screen.getByRole('textbox', { name: 'Name' })).toHaveAccessibleDescription('requiredMissing');
    expect(desk.addByHand).not.toHaveBeenCalled();
  });

  it('tells whom it matches before it is done', async () => {
    const user = begin();
    tells({ outcome: 'match', matched: wanderbuch, issues: [issue({ code: 'nameDiffers', field: 'name' })] });
    await user.type(await screen.findByRole('textbox', { name: 'Email' }), 'kim@b.example{Enter}');
    expect(await screen.findByRole('status')).toHaveTextContent('It is Wanderbuch, who becomes a prospect.');
    expect(screen.getByRole('note')).toHaveTextContent('nameDiffers');
    const add = screen.getByRole('button', { name: 'Add this prospect' });
    expect(add).toHaveFocus();
    await user.keyboard('{Enter}');
    expect(desk.addByHand).toHaveBeenCalledWith(expect.objectContaining({ choice: null, revive: false }), 4);
    expect(changes.heard).toHaveBeenCalledWith(done);
    expect(adding.open).toBe(false);
  });

  it('waits for a choice where the data contradict one another', async () => {
    const user = begin();
    const conflict = issue({ code: 'conflictOfMatches', field: 'website' });
    tells({ outcome: 'error', issues: [conflict], candidates: [wanderbuch, fellside] });
    await user.type(await screen.findByRole('textbox', { name: 'Email' }), 'kim@b.example{Enter}');
    const who = await screen.findByRole('radiogroup', { name: 'Who it is' });
    expect(screen.getByRole('button', { name: 'Add this prospect' })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
    tells({ outcome: 'match', matched: fellside }, 5);
    await user.click(within(who).getByRole('radio', { name: /^Fellside/u }));
    expect(screen.getByRole('status')).toHaveTextContent('It is Fellside');
    await user.click(screen.getByRole('button', { name: 'Add this prospect' }));
    const choice = { kind: 'partner', partner: 5 };
    expect(desk.addByHand).toHaveBeenCalledWith(expect.objectContaining({ choice }), 5);
  });

  it('brings one back who is out only when that is ticked', async () => {
    const user = begin();
    tells({ outcome: 'unchanged', matched: fellside, issues: [issue({ code: 'hidden' })] });
    await user.type(await screen.findByRole('textbox', { name: 'Email' }), 'ruth@f.example{Enter}');
    expect(await screen.findByRole('note')).toHaveTextContent('hidden');
    tells({ outcome: 'match', matched: fellside, issues: [issue({ code: 'hidden' })] });
    await user.click(screen.getByRole('checkbox', { name: 'Bring it back' }));
    expect(screen.getByRole('note')).toHaveTextContent('hidden back');
    expect(desk.tryByHand).toHaveBeenLastCalledWith(expect.objectContaining({ revive: true }));
  });

  it('tells anew where the workspace changed meanwhile, and goes back without losing a word', async () => {
    const user = begin();
    tells({ outcome: 'create' });
    await user.type(await screen.findByRole('textbox', { name: 'Email' }), 'kim@b.example{Enter}');
    vi.mocked(desk.addByHand).mockRejectedValueOnce(new DeskError({ kind: 'workspaceChanged' }));
    tells({ outcome: 'match', matched: wanderbuch }, 6);
    await user.click(await screen.findByRole('button', { name: 'Add this prospect' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(/changed/u);
    expect(screen.getByRole('status')).toHaveTextContent('It is Wanderbuch');
    await user.click(screen.getByRole('button', { name: 'Back' }));
    expect(screen.getByRole('textbox', { name: 'Email' })).toHaveValue('kim@b.example');
  });
});
