import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { knownGroups } from '$lib/changes/known-groups.svelte';
import { DeskError, desk, type Fate, type Rules } from '$lib/ipc/client';
import { locale } from '$lib/locale.svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Draft } from './draft.svelte';
import { emailsOf } from './emails';
import { Foresight } from './foresight.svelte';
import { program, simulation, template, workflow } from './testing';
import WorkflowEditor from './WorkflowEditor.svelte';
import WorkflowHead from './WorkflowHead.svelte';
import WorkflowTable from './WorkflowTable.svelte';

vi.mock('$lib/ipc/client', async (original) => ({
  ...(await original<typeof import('$lib/ipc/client')>()),
  desk: {
    census: vi.fn(() => Promise.resolve({ partners: 15 })),
    simulateWorkflow: vi.fn(),
    workflowConflicts: vi.fn(),
  },
}));

beforeEach(() => {
  locale.choice = 'en';
  vi.mocked(desk.simulateWorkflow).mockReset().mockResolvedValue(simulation());
  vi.mocked(desk.workflowConflicts).mockReset().mockResolvedValue([]);
  knownGroups.list = [
    { group: { id: 2, name: 'VIP 2026' }, members: 3 },
    { group: { id: 1, name: 'DACH' }, members: 12 },
  ];
});
afterEach(() => {
  knownGroups.list = [];
});

describe('the editor', () => {
  function edit(rules: Rules, { id = 1 as number | null, templates = [template(4, 'Hello')] } = {}) {
    const draft = new Draft();
    draft.begin(id, rules);
    const foresight = new Foresight();
    const calls = {
      onrun: vi.fn(),
      onaccept: vi.fn(),
      onpartner: vi.fn(),
      onworkflow: vi.fn(),
      onsettings: vi.fn(),
    };
    const emails = emailsOf(templates, 'en');
    render(WorkflowEditor, { draft, foresight, emails, program, gone: false, ...calls });
    return { draft, foresight, calls, user: userEvent.setup() };
  }
  const region = (name: string) => within(screen.getByRole('region', { name }));

  it('says the steps of a workflow, and changes them', async () => {
    const { draft, user } = edit(workflow(1, { accept: false, groups: [] }).rules);
    const invite = region('When a partner becomes a prospect');
    await user.click(invite.getByRole('switch', { name: 'Draft the invitation email' }));
    expect(invite.getByLabelText('Invitation email: Invitation')).toBeVisible();
    expect(invite.getByText('first_name')).toBeVisible();
    expect(invite.getByText('Made when you save')).toBeVisible();

    const followUps = region('Follow-ups without an answer');
    await user.click(followUps.getByRole('button', { name: 'Follow-up' }));
    const days = followUps.getByRole('textbox', { name: 'Days' });
    expect(days).toHaveValue('7');
    await user.clear(days);
    await user.type(days, '5');
    await user.click(followUps.getByRole('button', { name: 'Follow-up' }));
    expect(draft.rules.followUps.map(({ after }) => after)).toEqual([5, 12]);
    await user.click(followUps.getByRole('button', { name: 'Remove follow-up 1' }));
    expect(draft.rules.followUps.map(({ after }) => after)).toEqual([12]);
    expect(followUps.getByRole('button', { name: 'Remove follow-up 1' })).toHaveFocus();

    await user.click(screen.getByRole('switch', { name: 'Accept automatically' }));
    expect(draft.rules.accept).toBe(true);
  });

  it('stands by a wrong day with what is wrong, and does not try it', async () => {
    const followUps = [
      { after: 7, template: 4 },
      { after: 3, template: 4 },
    ];
    const { calls, user } = edit(workflow(1, { followUps }).rules);
    expect(screen.getByRole('alert')).toHaveTextContent(/later than the one before it/u);
    await user.click(screen.getByRole('button', { name: 'Run now' }));
    expect(calls.onrun).not.toHaveBeenCalled();
    expect(screen.getByRole('complementary')).toHaveTextContent('Correct what is marked first.');
  });

  it('shows whom it would accept and why, and accepts them once it is saved', async () => {
    const accepted: Fate = {
      total: 1,
      first: [
        {
          partner: 7,
          name: 'Wanderbuch',
          stage: 'outreach',
          after: 'joined',
          why: { kind: 'applied', on: '2026-11-12', finding: 'invitedContact' },
        },
      ],
    };
    vi.mocked(desk.simulateWorkflow).mockResolvedValue(simulation({ accepted }));
    const { draft, foresight, calls, user } = edit(workflow(1).rules);
    await foresight.run(1, draft.rules);
    const panel = within(screen.getByRole('complementary', { name: 'Simulate' }));
    const list = await panel.findByRole('region', { name: /Would be accepted/u });
    expect(list).toHaveTextContent(/Wanderbuch.*Outreach.*Joined.*invited, same contact/u);
    await user.click(panel.getByRole('button', { name: 'Open the profile of Wanderbuch' }));
    expect(calls.onpartner).toHaveBeenCalledWith(7);
    await user.click(panel.getByRole('button', { name: 'Accept this one now' }));
    expect(calls.onaccept).toHaveBeenCalled();
    await user.click(panel.getByRole('button', { name: /Follow-ups due/u }));
    expect(panel.getByText('Nobody now.')).toBeVisible();
    draft.say({ accept: false });
    await waitFor(() => expect(panel.queryByRole('button', { name: /Accept this/u })).toBeNull());
  });

  it('warns of another that says otherwise', async () => {
    vi.mocked(desk.workflowConflicts).mockResolvedValue([
      { workflow: 2, name: 'DACH review', members: 23, ours: ['VIP 2026'], theirs: ['DACH'], wins: true },
    ]);
    const { draft, foresight, calls, user } = edit(workflow(1).rules);
    await foresight.run(1, draft.rules);
    const note = await screen.findByRole('note');
    expect(note).toHaveTextContent('“DACH review” says otherwise for 23 members');
    expect(note).toHaveTextContent('They are in VIP 2026 and in DACH.');
    expect(note).toHaveTextContent('The workflow changed last wins: this one.');
    draft.say({ accept: false });
    await waitFor(() => expect(note).toHaveTextContent('once saved, this one'));
    await user.click(within(note).getByRole('button', { name: 'Open “DACH review”' }));
    expect(calls.onworkflow).toHaveBeenCalledWith(2);
  });

  it('says that it could not be tried, and how to go on', async () => {
    vi.mocked(desk.simulateWorkflow).mockRejectedValueOnce(new DeskError({ kind: 'noSuchGroup' }));
    const { draft, foresight, calls, user } = edit(workflow(1).rules);
    await foresight.run(1, draft.rules);
    const alert = await screen.findByRole('alert');
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    expect(calls.onrun).toHaveBeenCalled();
  });

  it('has its name at its head, with what is wrong under it', async () => {
    const draft = new Draft();
    draft.begin(1, workflow(1).rules);
    const calls = { onlist: vi.fn(), ondiscard: vi.fn(), onsave: vi.fn() };
    render(WorkflowHead, { draft, ...calls });
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: /^Save/u }));
    expect(calls.onsave).not.toHaveBeenCalled();
    const name = screen.getByRole('textbox', { name: 'Workflow name' });
    await user.clear(name);
    expect(screen.getByRole('status')).toHaveTextContent('Unsaved changes');
    await draft.save([], []);
    await waitFor(() => expect(name).toBeInvalid());
    expect(screen.getByRole('alert')).toHaveTextContent('A workflow needs a name.');
    await user.type(name, 'A');
    expect(name).toBeValid();
    await user.click(screen.getByRole('button', { name: /^Save/u }));
    expect(calls.onsave).toHaveBeenCalled();
  });
});

describe('the table', () => {
  it('shows groups, what it does and for how many, and turns a workflow by its switch', async () => {
    const onturn = vi.fn();
    const off = workflow(2, { on: false, accept: false, groups: [] });
    const busy = workflow(1, { invite: 4, followUps: [{ after: 7, template: 4 }] });
    const calls = { onopen: vi.fn(), onturn, onduplicate: vi.fn(), ondelete: vi.fn() };
    render(WorkflowTable, { workflows: [busy, off], members: { 1: 12, 2: 0 }, ...calls });
    const [, first, second] = screen.getAllByRole('row');
    if (!first || !second) throw new Error('rows are missing');
    expect(first).toHaveTextContent(/Workflow 1.*On.*DACH.*Invitation.*1 follow-up.*Accepts.*12/u);
    expect(second).toHaveTextContent(/Workflow 2.*Off.*—.*Waits for you.*0/u);
    const user = userEvent.setup();
    within(first).getByRole('switch', { name: '“Workflow 1” is on' }).focus();
    await user.keyboard(' ');
    expect(onturn).toHaveBeenCalledWith(busy, false);
  });
});
