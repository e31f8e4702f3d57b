import { changeName, doneSentence } from '$lib/changes/sentences';
import {
  DeskError,
  desk,
  type Changes,
  type Op,
  type Rules,
  type Simulation,
  type Title,
} from '$lib/ipc/client';
import { locale } from '$lib/locale.svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Draft } from './draft.svelte';
import { starter } from '$lib/starter-emails';
import { emailsOf } from './emails';
import { Foresight } from './foresight.svelte';
import { rulesOf } from './starters';
import { program, simulation, template, workflow } from './testing';
import { lacking, piecesOf } from './wording';

vi.mock('$lib/ipc/client', async (original) => ({
  ...(await original<typeof import('$lib/ipc/client')>()),
  desk: {
    transact: vi.fn(),
    undo: vi.fn(),
    templates: vi.fn(),
    groups: vi.fn(() => Promise.resolve([])),
    census: vi.fn(() => Promise.resolve({ partners: 15 })),
    simulateWorkflow: vi.fn(),
    workflowConflicts: vi.fn(() => Promise.resolve([])),
    overview: vi.fn(() => Promise.resolve(null)),
  },
}));

const done = (op: Op, change = 3): Changes => ({
  change,
  title: { kind: 'createWorkflow', name: op.kind === 'putWorkflow' ? op.rules.name : '' },
  undone: false,
  partners: 0,
  name: null,
  group: null,
});
const asked = () => vi.mocked(desk.transact).mock.calls.map(([op]) => op);

beforeEach(() => {
  locale.choice = 'en';
  let change = 0;
  vi.mocked(desk.transact)
    .mockReset()
    .mockImplementation(async (op) => done(op, (change += 1)));
  vi.mocked(desk.undo).mockReset();
  vi.mocked(desk.templates).mockReset().mockResolvedValue([]);
  vi.mocked(desk.simulateWorkflow).mockReset().mockResolvedValue(simulation());
  vi.mocked(desk.workflowConflicts).mockReset().mockResolvedValue([]);
});

describe('a starter', () => {
  const about = { groups: [2], language: 'en' as const, others: [] };

  it('fills in the rules, with emails that are made with it', () => {
    const emails = emailsOf([], 'en');
    const rules = rulesOf('invitations', { ...about, emails });
    expect(rules).toMatchObject({ name: 'Prospect invitations', on: true, groups: [2], accept: true });
    expect(rules.followUps.map(({ after }) => after)).toEqual([7, 14]);
    const names = [rules.invite, ...rules.followUps.map(({ template }) => template)].map(
      (id) => emails.find((email) => email.id === id)?.wording.name,
    );
    expect(names).toEqual(['Invitation', 'First follow-up', 'Last follow-up']);
  });

  it('takes an email that has its name already, and a name that is free', () => {
    const emails = emailsOf([template(4, 'invitation')], 'en');
    const others = [workflow(1, { name: 'Prospect invitations' })];
    const rules = rulesOf('invitations', { ...about, emails, others });
    expect(rules.invite).toBe(4);
    expect(rules.name).toBe('Prospect invitations 2');
    expect(emails.filter(({ fresh }) => fresh)).toHaveLength(2);
  });

  it('speaks the language of the window', () => {
    locale.choice = 'zh-CN';
    const rules = rulesOf('invitations', { ...about, language: 'zh-CN', emails: emailsOf([], 'zh-CN') });
    expect(rules.name).toBe('邀请潜在客户');
    expect(starter('invitation', 'zh-CN').body).toContain('{{invitation_link}}');
  });
});

describe('the words of an email', () => {
  it('stand in one line with their tags apart', () => {
    expect(piecesOf('Hello {{first_name|there}},\n\nwe like {{ website }}.')).toEqual([
      { text: 'Hello ' },
      { tag: 'first_name' },
      { text: ', we like ' },
      { tag: 'website' },
      { text: '.' },
    ]);
  });

  it('tell what the program does not say, unless they say what stands in its stead', () => {
    const wording = starter('invitation', 'en');
    expect(lacking(wording, program)).toEqual([]);
    const silent = { ...program, linkPattern: '', name: '', senderName: '' };
    expect(lacking(wording, silent)).toEqual(['Invitation link', 'Program name']);
  });
});

describe('saving', () => {
  const emails = emailsOf([], 'en');
  const rules = rulesOf('invitations', { groups: [1], emails, language: 'en', others: [] });
  const made = ['Invitation', 'First follow-up', 'Last follow-up'].map((name, at) => template(at + 10, name));
  function begun(id: number | null, rules: Rules): Draft {
    const draft = new Draft();
    draft.begin(id, rules);
    return draft;
  }

  it('makes the emails that are missing, then the workflow that sends them', async () => {
    vi.mocked(desk.templates).mockResolvedValue(made);
    const draft = begun(null, rules);
    expect(await draft.save(emails, [])).toBe('new');
    expect(asked().map(({ kind }) => kind)).toEqual([
      'putTemplate',
      'putTemplate',
      'putTemplate',
      'putWorkflow',
    ]);
    expect(asked()[3]).toMatchObject({
      id: null,
      rules: {
        invite: 10,
        followUps: [
          { after: 7, template: 11 },
          { after: 14, template: 12 },
        ],
      },
    });
    expect(draft.changed).toBe(false);
  });

  it('takes the emails back where the workflow is refused, the last one first', async () => {
    vi.mocked(desk.templates).mockResolvedValue(made);
    vi.mocked(desk.transact).mockImplementation(async (op) => {
      if (op.kind === 'putWorkflow') throw new DeskError({ kind: 'noSuchGroup' });
      return done(op, asked().length);
    });
    const draft = begun(null, rules);
    expect(await draft.save(emails, [])).toBeUndefined();
    expect(vi.mocked(desk.undo).mock.calls).toEqual([[3], [2], [1]]);
    expect(draft.wrong.other).toBeDefined();
    expect(draft.rules).toEqual(rules);
  });

  it('asks nobody while the name is missing or taken', async () => {
    const draft = begun(null, { ...rules, name: '  ' });
    expect(await draft.save(emails, [])).toBeUndefined();
    expect(draft.wrong.name).toBe('A workflow needs a name.');
    draft.say({ name: 'workflow 2' });
    expect(draft.wrong.name).toBeUndefined();
    await draft.save(emails, [workflow(2)]);
    expect(draft.wrong.name).toBe('There is a workflow named “Workflow 2” already.');
    expect(asked()).toEqual([]);
  });

  it('finds follow-ups that do not come later than the one before', () => {
    const followUps = [
      { after: 7, template: 1 },
      { after: 7, template: 1 },
      { after: 0, template: 1 },
    ];
    const draft = begun(1, { ...rules, followUps });
    expect(draft.wrongDays).toEqual([
      undefined,
      'It has to come later than the one before it, after more than 7 days.',
      'Write 1 to 365 days.',
    ]);
    expect(draft.sound).toBe(false);
  });

  it('follows what is changed elsewhere unless something was written', () => {
    const draft = begun(1, workflow(1).rules);
    draft.follow({ ...workflow(1).rules, on: false });
    expect(draft.rules.on).toBe(false);
    expect(draft.changed).toBe(false);
    draft.say({ name: 'Mine' });
    draft.follow(workflow(1).rules);
    expect(draft.rules).toMatchObject({ name: 'Mine', on: false });
    draft.discard();
    expect(draft.rules).toEqual(workflow(1).rules);
  });
});

describe('what would happen', () => {
  it('is asked for once nothing has been changed for a moment, and only the last answer counts', async () => {
    vi.useFakeTimers();
    try {
      const foresight = new Foresight();
      const { rules } = workflow(1);
      foresight.soon(1, rules);
      foresight.soon(1, { ...rules, accept: false });
      await vi.advanceTimersByTimeAsync(300);
      expect(vi.mocked(desk.simulateWorkflow).mock.calls).toEqual([[1, { ...rules, accept: false }]]);
      expect(foresight.stale).toBe(false);

      let answer: (simulation: Simulation) => void = () => undefined;
      vi.mocked(desk.simulateWorkflow).mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
      void foresight.run(1, rules);
      await vi.advanceTimersByTimeAsync(150);
      expect(foresight.late).toBe(true);
      foresight.hold();
      answer(simulation({ governed: 99 }));
      await vi.advanceTimersByTimeAsync(0);
      expect(foresight.simulation?.governed).toBe(12);
      expect(foresight.late).toBe(false);
    } finally {
      vi.useRealTimers();
    }
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
