import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { changes } from '$lib/changes/changes.svelte';
import { desk, DeskError, type Census, type Changes, type Funnel, type Target } from '$lib/ipc/client';
import { dayAfter, isDay } from '$lib/shared/days';
import { legsOf, losses, toggled } from './funnel.svelte';
import FunnelChart from './FunnelChart.svelte';
import ProspectActions from './ProspectActions.svelte';
import StageTiles from './StageTiles.svelte';
import StepDialog from './StepDialog.svelte';
import { opOf, Steps, type StepKind } from './steps.svelte';

vi.mock('$lib/ipc/client', async (original) => ({
  ...(await original<typeof import('$lib/ipc/client')>()),
  desk: { transact: vi.fn(), census: vi.fn(), overview: vi.fn(), funnel: vi.fn(), program: vi.fn() },
}));

const funnel: Funnel = {
  stages: [
    { stage: 'new', count: 412, thisWeek: 38 },
    { stage: 'outreach', count: 305, thisWeek: 21 },
    { stage: 'negotiating', count: 134, thisWeek: 9 },
    { stage: 'joined', count: 287, thisWeek: 12 },
    { stage: 'expired', count: 74, thisWeek: 3 },
    { stage: 'rejectedByPartner', count: 46, thisWeek: 2 },
    { stage: 'rejectedByYou', count: 26, thisWeek: 0 },
  ],
  marked: 1284,
  outreach: { reached: 872, days: 2 },
  negotiating: { reached: 461, days: 9 },
  joined: { reached: 287, days: 14.5 },
  daysToJoin: 26,
};
const nobody: Funnel = {
  stages: funnel.stages.map(({ stage }) => ({ stage, count: 0, thisWeek: 0 })),
  marked: 0,
  outreach: { reached: 0, days: null },
  negotiating: { reached: 0, days: null },
  joined: { reached: 0, days: null },
  daysToJoin: null,
};

const census = (more: Partial<Census> = {}): Census => ({
  partners: 1,
  name: 'Wanderbuch',
  stage: 'new',
  prospects: 1,
  pastNew: 0,
  archived: 0,
  hidden: 0,
  groups: [],
  ...more,
});
const target: Target = { kind: 'ids', ids: [7] };
const done = {
  change: 3,
  title: { kind: 'archive' },
  undone: false,
  partners: 1,
  name: 'Wanderbuch',
  group: null,
};

const program = (expiresAfter: number | null) => ({
  name: '',
  linkPattern: '',
  senderName: '',
  senderEmail: '',
  expiresAfter,
});

beforeEach(() => {
  vi.resetAllMocks();
  vi.mocked(desk.transact).mockResolvedValue(done as Changes);
  vi.mocked(desk.census).mockResolvedValue(census());
  vi.mocked(desk.program).mockResolvedValue(program(null));
});

describe('the figures of a funnel', () => {
  it('tell of each step its share of the one before', () => {
    const shares = legsOf(funnel).map(({ share }) => share?.toFixed(2));
    expect(shares).toEqual([undefined, '0.68', '0.53', '0.62']);
    expect(legsOf(nobody).map(({ share }) => share)).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('tell who left, and how', () => {
    expect(losses(funnel).map(({ count }) => count)).toEqual([74, 46, 26]);
    expect(losses(nobody).every(({ share }) => share === 0)).toBe(true);
  });

  it('are drawn, and stand in a table for those who cannot see', () => {
    render(FunnelChart, { funnel, whose: 'All prospects' });
    const rows = within(screen.getByRole('table', { name: 'The funnel in figures' })).getAllByRole('row');
    const cells = rows.map((row) => [...row.children].map((cell) => cell.textContent.trim()));
    expect(cells).toEqual([
      ['Step', 'Prospects', 'Share of the step before', 'Median days from the step before'],
      ['Marked', '1,284', '—', '—'],
      ['Outreach', '872', '68%', '2'],
      ['Negotiating', '461', '53%', '9'],
      ['Joined', '287', '62%', '14.5'],
    ]);
    expect(screen.getByText('Median 26 days to join')).toBeInTheDocument();
  });

  it('say that nobody joined yet', () => {
    render(FunnelChart, { funnel: nobody, whose: 'All prospects' });
    expect(screen.getByText('Nobody joined yet')).toBeInTheDocument();
    expect(screen.getByText('0%', { selector: '.figure' })).toBeInTheDocument();
  });
});

describe('the tiles of the stages', () => {
  it('are toggles, and several can be chosen', async () => {
    const onchange = vi.fn();
    render(StageTiles, { funnel, chosen: ['outreach'], exclude: false, onchange });
    const outreach = screen.getByRole('button', { name: /^Outreach\s+305\s+\+21 this week/u });
    expect(outreach).toHaveAttribute('aria-pressed', 'true');
    await userEvent.click(screen.getByRole('button', { name: /^Joined/u }));
    expect(onchange).toHaveBeenLastCalledWith(['outreach', 'joined']);
    await userEvent.click(outreach);
    expect(onchange).toHaveBeenLastCalledWith([]);
  });

  it('go by arrows, and turn stages that are left out into those that are not', async () => {
    const onchange = vi.fn();
    render(StageTiles, { funnel, chosen: ['new'], exclude: true, onchange });
    const first = screen.getByRole('button', { name: /^New/u });
    expect(first).toHaveAttribute('aria-pressed', 'false');
    first.focus();
    await userEvent.keyboard('{ArrowRight}{Enter}');
    expect(onchange).toHaveBeenLastCalledWith([
      'negotiating',
      'joined',
      'expired',
      'rejectedByPartner',
      'rejectedByYou',
    ]);
  });

  it('have their room before they are counted', () => {
    render(StageTiles, { funnel: undefined, chosen: [], exclude: false, onchange: vi.fn() });
    expect(screen.getAllByRole('button')).toHaveLength(7);
  });

  it('come in and go out one by one', () => {
    expect(toggled([], 'new')).toEqual(['new']);
    expect(toggled(['new', 'joined'], 'new')).toEqual(['joined']);
  });
});

describe('a step', () => {
  it('that says all by itself is done at once', async () => {
    const steps = new Steps();
    expect(await steps.begin('archive', target)).toBe(true);
    expect(desk.transact).toHaveBeenCalledWith({ kind: 'archive', target });
    expect(steps.question).toBeUndefined();
  });

  it('of nobody is none', async () => {
    const steps = new Steps();
    expect(await steps.begin('stage', undefined)).toBe(false);
    expect(desk.census).not.toHaveBeenCalled();
  });

  it('becomes the change that it asks for', () => {
    const answer = { stage: 'joined' as const, reason: ' met ', on: '2026-11-02', expiresOn: '' };
    const op = (kind: StepKind) => opOf(kind, target, answer);
    expect(op('stage')).toEqual({ kind: 'setStage', target, stage: 'joined', reason: 'met' });
    expect(op('restore')).toEqual({ kind: 'restore', target });
    const event = { kind: 'proposalSent', on: '2026-11-02', expiresOn: null };
    expect(op('proposalSent')).toEqual({ kind: 'record', target, event, reason: 'met' });
    expect(op('contractEnded')).toEqual({
      kind: 'record',
      target,
      event: { kind: 'contractEnded' },
      reason: 'met',
    });
  });
});

describe('the dialog of a step', () => {
  async function asking(kind: StepKind): Promise<Steps> {
    const steps = new Steps();
    render(StepDialog, { steps, onclosed: vi.fn() });
    await steps.begin(kind, target);
    await screen.findByRole('dialog');
    return steps;
  }

  it('wants a reason for a stage that is set by hand', async () => {
    const user = userEvent.setup();
    const steps = await asking('stage');
    expect(screen.getByRole('dialog', { name: 'Set the stage of Wanderbuch' })).toBeInTheDocument();
    await user.click(screen.getByRole('radio', { name: 'Joined' }));
    await user.click(screen.getByRole('button', { name: 'Set stage' }));
    expect(screen.getByRole('alert')).toHaveTextContent('Say why');
    expect(desk.transact).not.toHaveBeenCalled();
    await user.type(screen.getByRole('textbox', { name: 'Reason' }), 'signed{Enter}');
    expect(desk.transact).toHaveBeenCalledWith({
      kind: 'setStage',
      target,
      stage: 'joined',
      reason: 'signed',
    });
    expect(steps.question).toBeUndefined();
  });

  it('has today in it for an email, so that Enter is enough', async () => {
    await asking('emailed');
    expect(screen.getByRole('textbox', { name: 'Sent on' })).toHaveValue(dayAfter(0));
    await userEvent.keyboard('{Enter}');
    expect(desk.transact).toHaveBeenCalledWith(
      expect.objectContaining({ kind: 'record', event: { kind: 'emailed', on: dayAfter(0) } }),
    );
  });

  it('begin with the day that the program says', async () => {
    vi.mocked(desk.program).mockResolvedValue(program(30));
    await asking('proposalSent');
    expect(screen.getByRole('textbox', { name: 'Expires on' })).toHaveValue(dayAfter(30));
  });

  it('says what is wrong with a day', async () => {
    const user = userEvent.setup();
    await asking('proposalSent');
    await user.click(screen.getByRole('button', { name: '14 days' }));
    expect(screen.getByRole('textbox', { name: 'Expires on' })).toHaveValue(dayAfter(14));
    await user.clear(screen.getByRole('textbox', { name: 'Sent on' }));
    await user.type(screen.getByRole('textbox', { name: 'Sent on' }), '31.12.2026{Enter}');
    expect(screen.getByRole('alert')).toHaveTextContent('2026-11-30');
    expect(desk.transact).not.toHaveBeenCalled();
  });

  it('stays with a refusal, and says it', async () => {
    const steps = await asking('emailed');
    vi.mocked(desk.transact).mockRejectedValueOnce(new DeskError({ kind: 'notYet', day: '2999-01-01' }));
    await userEvent.keyboard('{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent('is yet to come');
    expect(steps.question).toBeDefined();
  });

  it('tells beforehand how many it concerns', async () => {
    vi.mocked(desk.census).mockResolvedValue(census({ partners: 12, name: null, stage: null, prospects: 5 }));
    await asking('rejectedByYou');
    expect(screen.getByText('5 of them are prospects; the others stay as they are.')).toBeInTheDocument();
  });
});

describe('the bar of what is selected', () => {
  const props = {
    selected: 3,
    total: 9,
    onstep: vi.fn(),
    ongroups: vi.fn(),
    onhide: vi.fn(),
    onunmark: vi.fn(),
    onexport: vi.fn(),
    onall: vi.fn(),
    onclear: vi.fn(),
  };

  it('offers the steps of prospects', async () => {
    const onstep = vi.fn();
    render(ProspectActions, { ...props, archived: 'no' as const, onstep });
    for (const name of [/^Set stage…/u, /^Email…/u, 'Proposal…', 'Archive']) {
      await userEvent.click(screen.getByRole('button', { name }));
    }
    expect(onstep.mock.calls.flat()).toEqual(['stage', 'emailed', 'proposalSent', 'archive']);
  });

  it('brings back those who are archived', async () => {
    const onstep = vi.fn();
    render(ProspectActions, { ...props, archived: 'yes' as const, onstep });
    expect(screen.queryByRole('button', { name: 'Archive' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Bring back' }));
    expect(onstep).toHaveBeenCalledWith('restore');
  });

  it('archives and brings back where both are in the list, and says how many of each', async () => {
    const onstep = vi.fn();
    const both = { ...props, archived: 'both' as const, onstep };
    const { rerender } = render(ProspectActions, { ...both, counts: { followed: 2, archived: 1 } });
    await userEvent.click(screen.getByRole('button', { name: 'Archive 2' }));
    await userEvent.click(screen.getByRole('button', { name: 'Bring back 1' }));
    expect(onstep.mock.calls.flat()).toEqual(['archive', 'restore']);
    await rerender({ counts: { followed: 3, archived: 0 } });
    expect(screen.getByRole('button', { name: 'Archive 3' })).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /^Bring back/u })).toBeNull();
  });
});

describe('a day', () => {
  it('is written as the file has it', () => {
    expect(dayAfter(1, new Date(2026, 11, 31, 23))).toBe('2027-01-01');
    for (const wrong of ['', '2026-2-1', '2026-02-30', '2026-13-01', 'soon'])
      expect(isDay(wrong)).toBe(false);
    expect(isDay('2028-02-29')).toBe(true);
  });
});

it('a change that was made by itself is said', () => {
  const { revision } = changes;
  changes.heard({
    ...done,
    title: { kind: 'record', event: { kind: 'proposalExpired' }, reason: '' },
  } as Changes);
  expect(changes.revision).toBe(revision + 1);
});
