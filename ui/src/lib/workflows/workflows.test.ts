import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { changeName, doneSentence } from '$lib/changes/sentences';
import { DeskError, desk, type Changes, type Op, type Title, type Workflow } from '$lib/ipc/client';
import { knownGroups } from '$lib/changes/known-groups.svelte';
import { locale } from '$lib/locale.svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import WorkflowEditor from './WorkflowEditor.svelte';
import { NEW_RULES, paired, sayOtherwise } from './workflows.svelte';
import WorkflowTable from './WorkflowTable.svelte';

vi.mock('$lib/ipc/client', async (original) => ({
  ...(await original<typeof import('$lib/ipc/client')>()),
  desk: { transact: vi.fn(), overview: vi.fn(() => Promise.resolve(null)) },
}));

const workflow = (id: number, change: Partial<Workflow['rules']> = {}): Workflow => ({
  id,
  rules: { ...NEW_RULES, name: `Workflow ${id}`, groups: [1], accept: true, ...change },
  changedAt: '2026-11-01T12:00:00Z',
});

const done = (op: Op): Changes => ({
  change: 3,
  title: { kind: 'createWorkflow', name: op.kind === 'putWorkflow' ? op.rules.name : '' },
  undone: false,
  partners: 0,
  name: null,
  group: null,
});
const asked = () => vi.mocked(desk.transact).mock.lastCall?.[0];

beforeEach(() => {
  locale.choice = 'en';
  vi.mocked(desk.transact)
    .mockReset()
    .mockImplementation(async (op) => done(op));
  knownGroups.list = [
    { group: { id: 2, name: 'VIP 2026' }, members: 3 },
    { group: { id: 1, name: 'DACH' }, members: 12 },
  ];
});
afterEach(() => {
  knownGroups.list = [];
});

describe('the rules of a workflow', () => {
  it('have each paired group once, in the order of their numbers', () => {
    const both = paired(paired(NEW_RULES, 2, true), 1, true);
    expect(both.groups).toEqual([1, 2]);
    expect(paired(both, 2, true).groups).toEqual([1, 2]);
    expect(paired(both, 1, false).groups).toEqual([2]);
  });

  it.each([
    ['says the same', workflow(2), 0],
    ['is off', workflow(2, { accept: false, on: false }), 0],
    ['has other groups', workflow(2, { accept: false, groups: [2] }), 0],
    ['is the same workflow', workflow(1, { accept: false }), 0],
    ['says otherwise', workflow(2, { accept: false, groups: [2, 1] }), 1],
  ])('are at odds with another one that %s or not', (_, other, count) => {
    const { id, rules } = workflow(1);
    expect(sayOtherwise(id, rules, [other])).toHaveLength(count);
    expect(sayOtherwise(id, { ...rules, on: false }, [other])).toEqual([]);
  });
});

describe('the editor', () => {
  function edit(of?: Workflow, all: readonly Workflow[] = []) {
    const onclose = vi.fn();
    render(WorkflowEditor, { open: true, workflow: of, all, onclose });
    return { onclose, user: userEvent.setup(), dialog: within(screen.getByRole('dialog')) };
  }

  it('makes a workflow with its name, its groups and what happens on sign-up', async () => {
    const { onclose, user, dialog } = edit();
    await user.type(dialog.getByRole('textbox', { name: 'Workflow name' }), 'Accept DACH');
    await user.click(dialog.getByRole('checkbox', { name: 'DACH' }));
    const accept = dialog.getByRole('switch', { name: 'Accept automatically' });
    expect(accept).not.toBeChecked();
    await user.click(accept);
    expect(accept).toBeChecked();
    await user.click(dialog.getByRole('button', { name: 'Create' }));
    expect(asked()).toEqual({
      kind: 'putWorkflow',
      id: null,
      rules: { name: 'Accept DACH', on: true, groups: [1], accept: true },
    });
    expect(onclose).toHaveBeenCalled();
  });

  it('says under the field what is wrong with the name, and stays open', async () => {
    vi.mocked(desk.transact).mockRejectedValueOnce(
      new DeskError({ kind: 'workflowNameTaken', existing: 'Workflow 2' }),
    );
    const { onclose, user, dialog } = edit(workflow(1));
    const name = dialog.getByRole('textbox', { name: 'Workflow name' });
    expect(name).toHaveValue('Workflow 1');
    await user.clear(name);
    await user.type(name, 'workflow 2{Enter}');
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'There is a workflow named “Workflow 2” already.',
    );
    expect(name).toBeInvalid();
    expect(onclose).not.toHaveBeenCalled();
    await user.type(name, 'b');
    expect(name).toBeValid();
  });

  it('warns of one that says otherwise of the same groups', () => {
    const { dialog } = edit(workflow(1), [workflow(1), workflow(2, { accept: false })]);
    expect(dialog.getByRole('note')).toHaveTextContent(
      '“Workflow 2” says otherwise for some of these groups.',
    );
  });
});

describe('the table', () => {
  it('shows groups and what happens, and turns a workflow by its switch', async () => {
    const onturn = vi.fn();
    const off = workflow(2, { on: false, accept: false, groups: [] });
    const calls = { onopen: vi.fn(), onturn, ondelete: vi.fn() };
    render(WorkflowTable, { workflows: [workflow(1), off], ...calls });
    const [, first, second] = screen.getAllByRole('row');
    if (!first || !second) throw new Error('rows are missing');
    expect(first).toHaveTextContent(/Workflow 1.*On.*DACH.*Accepts automatically/u);
    expect(second).toHaveTextContent(/Workflow 2.*Off.*—.*Waits for you/u);
    const user = userEvent.setup();
    within(first).getByRole('switch', { name: '“Workflow 1” is on' }).focus();
    await user.keyboard(' ');
    expect(onturn).toHaveBeenCalledWith(workflow(1), false);
  });
});

describe('what was done to a workflow', () => {
  const titles: [Title, string, string, string, string][] = [
    [
      { kind: 'createWorkflow', name: 'A' },
      'Workflow “A” created',
      'create workflow “A”',
      '已创建工作流“A”',
      '创建工作流“A”',
    ],
    [
      { kind: 'changeWorkflow', name: 'A' },
      'Workflow “A” changed',
      'change workflow “A”',
      '已修改工作流“A”',
      '修改工作流“A”',
    ],
    [
      { kind: 'switchWorkflow', name: 'A', on: true },
      'Workflow “A” turned on',
      'turn on workflow “A”',
      '已开启工作流“A”',
      '开启工作流“A”',
    ],
    [
      { kind: 'switchWorkflow', name: 'A', on: false },
      'Workflow “A” turned off',
      'turn off workflow “A”',
      '已关闭工作流“A”',
      '关闭工作流“A”',
    ],
    [
      { kind: 'deleteWorkflow', name: 'A' },
      'Workflow “A” deleted',
      'delete workflow “A”',
      '已删除工作流“A”',
      '删除工作流“A”',
    ],
  ];
  it.each(titles)('%o', (title, english, name, chinese, chineseName) => {
    const change = { title, partners: 0, name: null };
    expect([doneSentence(change), changeName(change)]).toEqual([english, name]);
    locale.choice = 'zh-CN';
    expect([doneSentence(change), changeName(change)]).toEqual([chinese, chineseName]);
  });
});
