import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { knownGroups } from '$lib/changes/known-groups.svelte';
import { changeName, doneSentence, timelineSentence } from '$lib/changes/sentences';
import {
  DeskError,
  desk,
  type Changes,
  type EmailList,
  type GroupPage,
  type Merger,
  type Title,
  type Workflow,
} from '$lib/ipc/client';
import { locale } from '$lib/locale.svelte';
import { toasts } from '$lib/shared/toasts.svelte';
import DeleteDialog from './DeleteDialog.svelte';
import { copyEmails, saveEmails } from './emails';
import GroupHead from './GroupHead.svelte';
import GroupList from './GroupList.svelte';
import MergeDialog from './MergeDialog.svelte';
import { OpenGroup } from './open-group.svelte';

vi.mock('$lib/ipc/client', async (original) => ({
  ...(await original<typeof import('$lib/ipc/client')>()),
  desk: {
    transact: vi.fn(),
    groupPage: vi.fn(),
    merger: vi.fn(),
    emailList: vi.fn(),
    exportEmailList: vi.fn(),
    overview: vi.fn(() => Promise.resolve(null)),
  },
}));

const vip = { id: 2, name: 'VIP "26" & Co' };
const workflow: Workflow = {
  id: 1,
  rules: { name: 'Accept VIP', on: true, groups: [2], invite: null, followUps: [], accept: true, addTo: [] },
  changedAt: '2026-11-18T09:00:00Z',
};
const page: GroupPage = {
  group: vip,
  members: 6,
  stages: [
    { stage: 'new', count: 3 },
    { stage: 'outreach', count: 0 },
    { stage: 'joined', count: 1 },
  ],
  archived: 1,
  strangers: 1,
  hidden: 2,
  workflows: [workflow],
};
const merger: Merger = {
  members: 8,
  joining: 2,
  workflows: [workflow],
  accepts: false,
  wouldAccept: true,
};
const done: Changes = {
  change: 3,
  title: { kind: 'deleteGroup', name: vip.name, workflows: [] },
  undone: false,
  partners: 6,
  name: null,
  group: null,
};
const asked = () => vi.mocked(desk.transact).mock.lastCall?.[0];

beforeEach(() => {
  locale.choice = 'en';
  vi.mocked(desk.transact).mockReset().mockResolvedValue(done);
  vi.mocked(desk.groupPage).mockReset().mockResolvedValue(page);
  vi.mocked(desk.merger).mockReset().mockResolvedValue(merger);
  knownGroups.list = [
    { group: { id: 3, name: '春季新品' }, members: 12 },
    { group: vip, members: 6 },
    { group: { id: 1, name: 'DACH' }, members: 2 },
  ];
});
afterEach(() => {
  knownGroups.list = [];
  toasts.dismiss();
});

describe('the head of a group', () => {
  const acts = () => ({
    ontoggle: vi.fn(),
    oncopy: vi.fn(),
    onexport: vi.fn(),
    onmerge: vi.fn(),
    ondelete: vi.fn(),
    onworkflow: vi.fn(),
    onretry: vi.fn(),
  });
  function show(more: Partial<{ members: number; page: GroupPage | undefined; error: unknown }> = {}) {
    const props = { group: vip, members: 6, page, error: undefined, chosen: [], ...acts(), ...more };
    return { props, user: userEvent.setup(), ...render(GroupHead, props) };
  }

  it('says who is in it, where they stand, and what its workflow does', async () => {
    const { props, user } = show();
    screen.getByRole('heading', { name: vip.name });
    expect(screen.getByText(/6 members/u)).toHaveTextContent('6 members · 2 hidden');
    expect(screen.getByText(/accepts on sign-up/u)).toHaveTextContent('changed Nov 18, 2026');
    screen.getByRole('img', { name: 'New 3, Joined 1, Archived 1, Not prospects 1' });
    expect(screen.queryByRole('button', { name: /Outreach/u })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Joined 1' }));
    expect(props.ontoggle).toHaveBeenCalledWith('joined');
    await user.click(screen.getByRole('button', { name: 'Accept VIP' }));
    expect(props.onworkflow).toHaveBeenCalledExactlyOnceWith(1);
    await user.click(screen.getByRole('button', { name: 'Copy email list' }));
    expect(props.oncopy).toHaveBeenCalledOnce();
  });

  it('is renamed in place, with the refusal under the field, and Escape leaves it as it was', async () => {
    const { user } = show();
    vi.mocked(desk.transact).mockRejectedValueOnce(
      new DeskError({ kind: 'groupNameTaken', existing: 'DACH' }),
    );
    await user.click(screen.getByRole('button', { name: 'Rename' }));
    const field = screen.getByRole('textbox', { name: 'Group name' });
    expect(field).toHaveValue(vip.name);
    await user.clear(field);
    await user.type(field, 'dach{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent('DACH');
    await user.type(field, ' 2{Enter}');
    expect(asked()).toEqual({ kind: 'renameGroup', id: 2, name: 'dach 2' });
    expect(screen.queryByRole('textbox')).toBeNull();

    await user.click(screen.getByRole('button', { name: 'Rename' }));
    await user.type(screen.getByRole('textbox'), 'x{Escape}');
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(screen.getByRole('button', { name: 'Rename' })).toHaveFocus();
    expect(desk.transact).toHaveBeenCalledTimes(2);
  });

  it('has nobody to write to where nobody is in it', () => {
    show({ members: 0, page: { ...page, members: 0, stages: [], archived: 0, strangers: 0 } });
    expect(screen.getByRole('button', { name: 'Copy email list' })).toHaveAttribute('aria-disabled');
    expect(screen.queryByRole('group', { name: 'Members by stage' })).toBeNull();
  });

  it('says that members cannot be counted, and tries again', async () => {
    const { props, user } = show({ page: undefined, error: new Error('no') });
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(props.onretry).toHaveBeenCalledOnce();
  });
});

it('the list of groups shows which are paired, and is walked through by arrows', async () => {
  const onchoose = vi.fn();
  render(GroupList, { current: 2, paired: (id: number) => id === 2, onchoose });
  const list = within(screen.getByRole('navigation', { name: 'Groups' }));
  const [first, second] = list.getAllByRole('button');
  expect(second).toHaveTextContent(vip.name);
  within(second as HTMLElement).getByRole('img', { name: 'Paired with a workflow' });
  const user = userEvent.setup();
  first?.focus();
  await user.keyboard('{ArrowDown}');
  expect(second).toHaveFocus();
  await user.keyboard('{Enter}');
  expect(onchoose).toHaveBeenCalledWith(2);
});

it('finds groups by any part of their name, and opens the first by Enter', async () => {
  const onchoose = vi.fn();
  knownGroups.list = [
    { group: { id: 1, name: 'Zelt & Hütte' }, members: 2 },
    { group: vip, members: 6 },
  ];
  render(GroupList, { current: 2, paired: () => false, onchoose });
  const list = within(screen.getByRole('navigation', { name: 'Groups' }));
  const user = userEvent.setup();
  const field = list.getByRole('textbox', { name: 'Find a group' });
  await user.type(field, 'hutte');
  expect(list.getAllByRole('button').map((button) => button.textContent)).toEqual([
    expect.stringContaining('Zelt & Hütte'),
  ]);
  await user.keyboard('{Enter}');
  expect(onchoose).toHaveBeenCalledExactlyOnceWith(1);
  await user.keyboard('{ArrowDown}');
  expect(list.getByRole('button')).toHaveFocus();
  await user.type(field, 'x');
  expect(list.getByText('No group of that name')).toBeInTheDocument();
});

it('deleting names the workflow that is paired, and tells that members stay', async () => {
  const onclose = vi.fn();
  render(DeleteDialog, { open: true, group: vip, onclose });
  const dialog = within(screen.getByRole('dialog', { name: `Delete “${vip.name}”?` }));
  await dialog.findByText('Its 6 members stay partners, with their stages and history.');
  dialog.getByText('The workflow “Accept VIP” is paired with it, and will be no longer.');
  await userEvent.click(dialog.getByRole('button', { name: 'Delete group' }));
  expect(asked()).toEqual({ kind: 'deleteGroup', id: 2 });
  expect(onclose).toHaveBeenCalledOnce();
});

describe('merging', () => {
  it('tells what it comes to before it is done', async () => {
    const onclose = vi.fn();
    render(MergeDialog, { open: true, into: vip, onclose });
    const user = userEvent.setup();
    const dialog = within(screen.getByRole('dialog'));
    expect(dialog.getByRole('button', { name: 'Merge' })).toHaveAttribute('aria-disabled');
    expect(dialog.queryByRole('checkbox', { name: vip.name })).toBeNull();
    await user.click(dialog.getByRole('checkbox', { name: 'DACH' }));
    await user.click(dialog.getByRole('checkbox', { name: '春季新品' }));
    expect(desk.merger).toHaveBeenLastCalledWith([1, 3], 2);
    await dialog.findByText(`“${vip.name}” will have 8 members, 2 of them new.`);
    expect(dialog.getByText(/Accept VIP/u)).toHaveTextContent(
      'Members who sign up will then be accepted automatically.',
    );
    await user.click(dialog.getByRole('button', { name: 'Merge 2 groups' }));
    expect(asked()).toEqual({ kind: 'mergeGroups', from: [1, 3], into: 2 });
    expect(onclose).toHaveBeenCalledOnce();
  });

  it('stays open where it is refused', async () => {
    const onclose = vi.fn();
    render(MergeDialog, { open: true, into: vip, onclose });
    vi.mocked(desk.transact).mockRejectedValueOnce(new DeskError({ kind: 'noSuchGroup' }));
    await userEvent.click(screen.getByRole('checkbox', { name: 'DACH' }));
    await userEvent.click(screen.getByRole('button', { name: 'Merge 1 group' }));
    await screen.findByRole('alert');
    expect(onclose).not.toHaveBeenCalled();
  });
});

describe('an email list', () => {
  const list: EmailList = {
    text: 'a@b.example\nc@d.example',
    addresses: 2,
    without: 1,
    repeated: 0,
    hidden: 3,
  };

  it('is copied, and says who is not on it', async () => {
    let clipboard = 'before';
    vi.stubGlobal(
      'ClipboardItem',
      class {
        readonly parts: Record<string, Promise<Blob>>;
        constructor(parts: Record<string, Promise<Blob>>) {
          this.parts = parts;
        }
      },
    );
    const write = async ([item]: { parts: Record<string, Promise<Blob>> }[]) => {
      const blob = await item?.parts['text/plain'];
      clipboard = await new Promise((resolve) => {
        const reader = new FileReader();
        reader.onload = () => resolve(String(reader.result));
        reader.readAsText(blob as Blob);
      });
    };
    vi.stubGlobal('navigator', Object.create(navigator, { clipboard: { value: { write } } }));
    vi.mocked(desk.emailList).mockResolvedValue(list);
    await copyEmails(vip);
    expect(clipboard).toBe(list.text);
    expect(toasts.shown?.text).toBe('2 addresses copied (1 without an address and 3 hidden left out)');
    vi.mocked(desk.emailList).mockResolvedValue({ ...list, text: '', addresses: 0 });
    await copyEmails(vip);
    expect(toasts.shown?.text).toBe('No member has an email address');
    expect(clipboard, 'what was copied before stays').toBe(list.text);
    vi.mocked(desk.emailList).mockRejectedValue(new DeskError({ kind: 'noSuchGroup' }));
    await copyEmails(vip);
    expect(toasts.shown?.icon).toBe('error');
    vi.unstubAllGlobals();
  });

  it('is written under a name that every system takes', async () => {
    const saved = { path: '/home/ada/VIP.csv', rows: 2 };
    vi.mocked(desk.exportEmailList).mockResolvedValueOnce(saved);
    await saveEmails(vip);
    expect(vi.mocked(desk.exportEmailList).mock.lastCall?.[2]).toBe('VIP 26 & Co emails.csv');
    expect(toasts.shown?.text).toBe('2 addresses written to VIP.csv');
    toasts.dismiss();
    vi.mocked(desk.exportEmailList).mockResolvedValueOnce(null);
    await saveEmails(vip);
    expect(toasts.shown, 'cancelled').toBeUndefined();
    vi.mocked(desk.exportEmailList).mockRejectedValueOnce(
      new DeskError({ kind: 'cannotWrite', path: '/x/y.csv' }),
    );
    await saveEmails(vip);
    expect(toasts.shown?.text).toContain('y.csv');
  });
});

it('an answer about another group than the one that is open is dropped', async () => {
  const opened = new OpenGroup();
  let slow: (page: GroupPage) => void = () => undefined;
  vi.mocked(desk.groupPage).mockReturnValueOnce(new Promise((resolve) => (slow = resolve)));
  const first = opened.open(1);
  await opened.open(2);
  slow({ ...page, group: { id: 1, name: 'DACH' } });
  await first;
  expect(opened.page?.group.id).toBe(2);
  vi.mocked(desk.groupPage).mockRejectedValueOnce(new DeskError({ kind: 'noSuchGroup' }));
  await opened.open(2);
  expect(opened.error, 'it was deleted, and another one is opened').toBeUndefined();
});

it.each([
  [
    { kind: 'renameGroup', before: 'A', name: 'B' },
    'Group “A” renamed to “B”',
    'rename group “A” to “B”',
    '已将群组“A”重命名为“B”',
  ],
  [
    { kind: 'mergeGroups', merged: ['A', 'B'], into: 'C', workflows: [] },
    'A and B merged into C',
    'merge A and B into C',
    '已将A和B合并到C',
  ],
  [
    { kind: 'deleteGroup', name: 'A', workflows: [] },
    'Group “A” deleted',
    'delete group “A”',
    '已删除群组“A”',
  ],
] as [Title, string, string, string][])('a change of a group is named: %j', (title, said, name, chinese) => {
  const past = { id: 1, at: '2026-11-18T09:00:00Z', title, partners: 2, name: null, undone: false };
  expect([doneSentence(past), changeName(past)]).toEqual([said, name]);
  expect(timelineSentence(past)).not.toBe('');
  locale.choice = 'zh-CN';
  expect(doneSentence(past)).toBe(chinese);
});
