import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { changes } from '$lib/changes/changes.svelte';
import { desk, type ListedApplication, type TriedByHand } from '$lib/ipc/client';
import { Applications } from './applications.svelte';
import LinkDialog from './LinkDialog.svelte';
import RecordDialog from './RecordDialog.svelte';
import { applicantOf, stateWords, triedWords } from './words';

vi.mock('$lib/ipc/client', async (original) => ({
  ...(await original<typeof import('$lib/ipc/client')>()),
  desk: {
    applications: vi.fn(),
    find: vi.fn(),
    transact: vi.fn(),
    tryApplication: vi.fn(),
    addApplication: vi.fn(),
    overview: vi.fn(),
  },
}));

const listed = (id: number, more: Partial<ListedApplication> = {}): ListedApplication => ({
  application: {
    id,
    form: {
      appliedOn: '2026-10-01',
      name: `Eva ${String(id)}`,
      email: 'eva@elsewhere.example',
      website: '',
      partnerId: '',
      code: 'X',
    },
    finding: 'sharedInvitation',
    partner: null,
    invited: 7,
    state: 'new',
    decidedAt: null,
    decidedBy: null,
    import: null,
  },
  partner: null,
  invited: { id: 7, name: 'Wanderbuch', place: 'prospects' },
  waitsFor: 'link',
  workflow: null,
  ...more,
});

function answerWith(all: ListedApplication[]): void {
  vi.mocked(desk.applications).mockImplementation(async (list, text, offset, n) => {
    const found = all.filter(({ application: { form } }) => form.name.includes(text));
    const shown = list === 'new' ? found : [];
    return {
      last: 9,
      new: all.length,
      processed: 0,
      total: shown.length,
      applications: shown.slice(offset, offset + n),
    };
  });
}

beforeEach(() => void vi.resetAllMocks());

describe('the applications', () => {
  it('are asked for page by page, list by list, and looked for', async () => {
    answerWith(Array.from({ length: 250 }, (_, n) => listed(n + 1)));
    const applications = new Applications();
    await applications.refresh();
    expect([applications.total, applications.counts?.new]).toEqual([250, 250]);
    applications.pages.show({ first: 0, end: 20 });
    await vi.waitFor(() => expect(applications.pages.row(5)?.application.id).toBe(6));
    applications.search('Eva 25');
    await vi.waitFor(() => expect(applications.total).toBe(2));
    applications.search('');
    await vi.waitFor(() => expect(applications.total).toBe(250));
    await applications.show('processed');
    expect([applications.total, applications.counts?.new]).toEqual([0, 250]);
  });

  it('are decided on: the row, those that are chosen, or all that are found', async () => {
    answerWith([listed(1), listed(2), listed(3)]);
    const make = vi.spyOn(changes, 'make').mockResolvedValue({} as never);
    const applications = new Applications();
    await applications.refresh();
    applications.pages.show({ first: 0, end: 3 });
    await vi.waitFor(() => expect(applications.current?.application.id).toBe(1));
    const op = (pick: object, accept: boolean) => ({
      kind: 'decideApplications',
      applications: pick,
      accept,
      reason: '',
    });
    await applications.decide(true);
    expect(make).toHaveBeenLastCalledWith(op({ kind: 'ids', ids: [1] }, true));
    applications.toggle(1);
    applications.toggle(2);
    expect([applications.chosen, applications.single]).toEqual([2, undefined]);
    await applications.decide(false);
    expect(make).toHaveBeenLastCalledWith(op({ kind: 'ids', ids: [2, 3] }, false));
    expect(applications.chosen).toBe(0);
    applications.chooseAll();
    expect(applications.chosen).toBe(3);
    await applications.decide(false);
    expect(make).toHaveBeenLastCalledWith(op({ kind: 'waiting', text: '', upTo: 9 }, false));
    await applications.show('processed');
    make.mockClear();
    await applications.decide(true);
    expect(make).not.toHaveBeenCalled();
  });

  it('say why they cannot be read', async () => {
    vi.mocked(desk.applications).mockRejectedValue(new Error('gone'));
    const applications = new Applications();
    await applications.refresh();
    expect(applications.error).toBeInstanceOf(Error);
  });

  it('say who applied and what they wait for', () => {
    const one = listed(1);
    expect(applicantOf(one)).toBe('Eva 1');
    expect(stateWords(one)).toBe('To be linked');
    expect(stateWords({ ...one, waitsFor: 'workflow', workflow: 'VIP' })).toBe('Would be accepted by “VIP”');
    const accepted = { ...one.application, state: 'accepted', decidedBy: 'VIP' } as const;
    expect(stateWords({ ...one, application: accepted, waitsFor: null })).toBe('Accepted by “VIP”');
  });
});

describe('linking by hand', () => {
  it('offers the one who was invited, finds others, and asks for a reason', async () => {
    const user = userEvent.setup();
    const onclose = vi.fn();
    const make = vi.spyOn(changes, 'makeOrThrow').mockResolvedValue({} as never);
    const rows = [{ id: 9, name: 'Moor & Tarn', domain: 'moor.example' }];
    vi.mocked(desk.find).mockResolvedValue({ result: 4, total: 1, rows } as never);
    render(LinkDialog, { linking: listed(3), onclose });
    expect(screen.getByRole('radio', { name: /Wanderbuch/ })).not.toBeChecked();
    await user.type(screen.getByRole('textbox', { name: 'Find a partner' }), 'Moor');
    await user.click(await screen.findByRole('radio', { name: /Moor & Tarn/ }));
    await user.click(screen.getByRole('button', { name: 'Link' }));
    expect(make).not.toHaveBeenCalled();
    expect(screen.getByText('Say why; it stands on the timeline.')).toBeInTheDocument();
    await user.type(screen.getByRole('textbox', { name: 'Reason' }), 'works there');
    await user.click(screen.getByRole('button', { name: 'Link' }));
    expect(make).toHaveBeenCalledWith({
      kind: 'linkApplication',
      application: 3,
      partner: 9,
      reason: 'works there',
    });
    expect(onclose).toHaveBeenCalled();
  });
});

describe('recording by hand', () => {
  const tried = (more: object): TriedByHand =>
    ({ revision: 5, row: { outcome: 'match', issues: [], effects: [], matched: null, ...more } }) as never;

  it('says at the field what is wrong, then what would come of it, then records it', async () => {
    const user = userEvent.setup();
    const onclose = vi.fn();
    const heard = vi.spyOn(changes, 'heard').mockReturnValue();
    const issue = { code: 'emailInvalid', field: 'email', value: 'eva', suggestion: null };
    vi.mocked(desk.tryApplication).mockResolvedValueOnce(tried({ outcome: 'error', issues: [issue] }));
    render(RecordDialog, { open: true, onclose, field: (field) => field, say: () => 'no address' });
    await user.type(screen.getByRole('textbox', { name: 'email' }), 'eva');
    await user.click(screen.getByRole('button', { name: 'Check' }));
    expect(await screen.findByText('no address')).toBeInTheDocument();
    const effect = { kind: 'application', reception: 'shared', finding: 'sharedInvitation' };
    vi.mocked(desk.tryApplication).mockResolvedValueOnce(tried({ outcome: 'update', effects: [effect] }));
    await user.type(screen.getByRole('textbox', { name: 'email' }), '@elsewhere.example');
    await user.click(screen.getByRole('button', { name: 'Check' }));
    expect(await screen.findByText(/somebody else’s/)).toBeInTheDocument();
    vi.mocked(desk.addApplication).mockResolvedValueOnce({ changes: { change: 1 } } as never);
    await user.click(screen.getByRole('button', { name: 'Record' }));
    expect(vi.mocked(desk.addApplication).mock.lastCall?.[2]).toBe(5);
    expect(heard).toHaveBeenCalled();
    expect(onclose).toHaveBeenCalled();
  });

  it('tells each thing that can come of it', () => {
    const of = (reception: string) =>
      triedWords(tried({ matched: { name: 'Berge' }, effects: [{ kind: 'application', reception }] }));
    expect(of('joins')).toBe('It is Berge, who joins at once.');
    expect(of('matched')).toBe('It is Berge. The application waits.');
    expect(triedWords(tried({}))).toBe('The same application is there already.');
  });
});
