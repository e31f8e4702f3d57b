import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { DeskError, desk, type Changes, type OutboxCounts } from '$lib/ipc/client';
import { locale } from '$lib/locale.svelte';
import { toasts } from '$lib/shared/toasts.svelte';
import DraftPanel from './DraftPanel.svelte';
import { openInMail, saveLetters } from './letters';
import { Outbox } from './outbox.svelte';
import OutboxRow from './OutboxRow.svelte';
import { draft, message } from './testing';
import { lacksSentence, stepWords } from './words';

vi.mock('$lib/ipc/client', async (original) => ({
  ...(await original<typeof import('$lib/ipc/client')>()),
  desk: {
    transact: vi.fn(),
    overview: vi.fn(() => Promise.resolve(null)),
    outbox: vi.fn(),
    outboxCounts: vi.fn(),
    outboxIds: vi.fn(),
    message: vi.fn(),
    openMessage: vi.fn(),
    saveMessages: vi.fn(),
  },
}));

const counts: OutboxCounts = { total: 3, ready: 2, blocked: 1 };
const messages = [
  message(1),
  message(2),
  message(3, { lacks: [{ kind: 'value', tag: 'firstName' }], subject: null }),
];
const done: Changes = {
  change: 3,
  title: { kind: 'markSent' },
  undone: false,
  partners: 1,
  name: 'Partner 2',
  group: null,
};
const asked = () => vi.mocked(desk.transact).mock.lastCall?.[0];

beforeEach(() => {
  locale.choice = 'en';
  toasts.dismiss();
  vi.mocked(desk.transact).mockReset().mockResolvedValue(done);
  vi.mocked(desk.outboxCounts).mockReset().mockResolvedValue(counts);
  vi.mocked(desk.outbox).mockReset().mockResolvedValue({ seen: 4, counts, messages });
  vi.mocked(desk.outboxIds).mockReset().mockResolvedValue([1, 2, 3]);
  vi.mocked(desk.message).mockReset().mockResolvedValue(draft());
});

async function filled(): Promise<Outbox> {
  const outbox = new Outbox();
  await outbox.refresh();
  outbox.pages.show({ first: 0, end: 3 });
  await vi.waitFor(() => expect(outbox.pages.row(2)).toBeDefined());
  return outbox;
}

describe('the outbox', () => {
  it('acts on the row that the keyboard stands on while nothing is chosen', async () => {
    const outbox = await filled();
    outbox.active = 1;
    expect(outbox.single).toBe(2);
    await outbox.markSent();
    expect(asked()).toEqual({ kind: 'markSent', messages: { kind: 'ids', ids: [2], seen: 4 }, on: null });
  });

  it('acts on those that are chosen, and on all of them without naming each', async () => {
    const outbox = await filled();
    await outbox.toggle(0);
    await outbox.toggle(2);
    expect([outbox.chosen, outbox.all, outbox.single]).toEqual([2, false, undefined]);
    await outbox.skip();
    expect(asked()).toEqual({ kind: 'skipMessages', messages: { kind: 'ids', ids: [1, 3], seen: 4 } });
    outbox.chooseAll();
    expect([outbox.chosen, outbox.all]).toEqual([3, true]);
    await outbox.markSent();
    expect(asked()).toEqual({ kind: 'markSent', messages: { kind: 'all', seen: 4 }, on: null });
    // One less than all are named.
    await outbox.toggle(1);
    expect(outbox.chosen).toBe(2);
    await outbox.markSent();
    expect(asked()).toEqual({ kind: 'markSent', messages: { kind: 'ids', ids: [1, 3], seen: 4 }, on: null });
  });

  it('names all of those that are listed where only some are', async () => {
    const outbox = await filled();
    await outbox.show('blocked');
    expect(outbox.total).toBe(1);
    outbox.chooseAll();
    vi.mocked(desk.outboxIds).mockResolvedValue([3]);
    await outbox.skip();
    expect(desk.outboxIds).toHaveBeenLastCalledWith('blocked');
    expect(asked()).toEqual({ kind: 'skipMessages', messages: { kind: 'ids', ids: [3], seen: 4 } });
  });

  it('forgets who is not due any more', async () => {
    const outbox = await filled();
    await outbox.toggle(0);
    await outbox.open(1);
    expect(outbox.draft).toBeDefined();
    vi.mocked(desk.outboxIds).mockResolvedValue([2, 3]);
    vi.mocked(desk.message).mockResolvedValue(null);
    await outbox.refresh();
    expect(outbox.chosen).toBe(0);
    expect([outbox.opened, outbox.draft]).toEqual([undefined, undefined]);
  });
});

describe('a line of it', () => {
  const show = (change: Parameters<typeof message>[1]) =>
    render(OutboxRow, {
      message: message(1, change),
      chosen: false,
      current: false,
      ontoggle: vi.fn(),
      onopen: vi.fn(),
    });

  it('says what it lacks in place of the subject', () => {
    show({ lacks: [{ kind: 'address' }, { kind: 'value', tag: 'firstName' }], subject: null });
    screen.getByText('Missing: email address and First name');
  });

  it('says to whom it goes, which it is and what it says', () => {
    show({ step: { kind: 'followUp', number: 2 } });
    for (const text of ['Anke Vogt', 'anke@p1.example', 'Follow-up 2', 'Hello 1', 'Nov 1, 2026']) {
      screen.getByText(text);
    }
  });
});

describe('an open message', () => {
  const acts = () => ({
    onmail: vi.fn(),
    onsave: vi.fn(),
    onsent: vi.fn(),
    onskip: vi.fn(),
    onway: vi.fn(),
    onclose: vi.fn(),
  });

  it('is sent by the mail program, as a file, or noted', async () => {
    const props = { draft: draft(), top: '0px', ...acts() };
    render(DraftPanel, props);
    expect(screen.getByRole('document')).toHaveTextContent('Hello Anke, welcome.');
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: /Open in mail program/u }));
    await user.click(screen.getByRole('button', { name: /Mark as sent/u }));
    expect(props.onmail).toHaveBeenCalledOnce();
    expect(props.onsent).toHaveBeenCalledOnce();
  });

  it('is offered as a file alone where it is too long for the mail program', async () => {
    const props = { draft: draft({}, { long: true }), top: '0px', ...acts() };
    render(DraftPanel, props);
    const mail = screen.getByRole('button', { name: /Open in mail program/u });
    expect(mail).toHaveAttribute('aria-disabled');
    await userEvent.click(mail);
    expect(props.onmail).not.toHaveBeenCalled();
    screen.getByText(/Too long for the mail program/u, { selector: '[role=note] *' });
  });

  it('says what is missing, and leads to where it is mended', async () => {
    const lacks = [
      { kind: 'value', tag: 'website' },
      { kind: 'value', tag: 'invitationLink' },
    ] as const;
    const props = { draft: draft({ lacks: [...lacks] }, { body: null }), top: '0px', ...acts() };
    render(DraftPanel, props);
    expect(screen.queryByRole('button', { name: /Mark as sent/u })).toBeNull();
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Open the template' }));
    await user.click(screen.getByRole('button', { name: 'Open settings' }));
    expect(props.onway.mock.calls).toEqual([['template'], ['program']]);
  });
});

describe('what goes out', () => {
  it('offers to note it as sent', async () => {
    vi.mocked(desk.openMessage).mockResolvedValue(null);
    const sent = vi.fn();
    await openInMail(1, sent);
    expect(toasts.shown?.text).toBe('Handed to your mail program');
    toasts.act();
    expect(sent).toHaveBeenCalledOnce();
  });

  it('says why nothing was written, and nothing where no place was chosen', async () => {
    vi.mocked(desk.saveMessages).mockRejectedValueOnce(new DeskError({ kind: 'noSender' }));
    await saveLetters({ kind: 'all' }, vi.fn());
    expect(toasts.shown?.text).toBe('There is no address to send from.');
    toasts.dismiss();
    vi.mocked(desk.saveMessages).mockResolvedValueOnce(null);
    await saveLetters({ kind: 'all' }, vi.fn());
    expect(toasts.shown).toBeUndefined();
  });
});

it('speaks Chinese', () => {
  locale.choice = 'zh-CN';
  expect(stepWords({ kind: 'followUp', number: 2 })).toBe('第 2 封后续邮件');
  expect(lacksSentence([{ kind: 'address' }])).toBe('缺少：邮箱地址');
});
