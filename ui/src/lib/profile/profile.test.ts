import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { DeskError, type Contact, type Op } from '$lib/ipc/client';
import { doubtsOf, mailAddress } from './addresses';
import ProfileContacts from './ProfileContacts.svelte';
import ProfileNotes from './ProfileNotes.svelte';

const own: Contact = { firstName: 'Anke', email: 'anke@wanderbuch.example', origin: 'account' };
const kim: Contact = {
  firstName: 'Kim',
  email: 'kim@agency.example',
  origin: 'custom',
  added: { change: 3, place: 1 },
};
const wrong = new DeskError({
  kind: 'badValue',
  field: 'email',
  flaw: 'invalid',
  place: null,
  limit: 4000,
  suggestion: 'eva@b.example',
});

const edit = vi.fn<(op: Op) => Promise<void>>();
const open = vi.fn();
const refused = vi.fn();
const shown = (contacts: Contact[] = [own, kim]) =>
  render(ProfileContacts, { partner: 7, contacts, open, edit, refused });

beforeEach(() => {
  vi.resetAllMocks();
  edit.mockResolvedValue();
});

describe('the contacts of a profile', () => {
  it('are edited where they are the manager’s own alone', () => {
    shown();
    expect(screen.getByRole('button', { name: 'Edit Kim' })).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Edit Anke' })).not.toBeInTheDocument();
  });

  it('say a wrong address at its field, keep what was typed, and are saved once it is right', async () => {
    const user = userEvent.setup();
    shown();
    await user.click(screen.getByRole('button', { name: 'Add contact' }));
    const email = screen.getByRole('textbox', { name: 'Email' });
    expect(email).toHaveFocus();
    edit.mockRejectedValueOnce(wrong);
    await user.type(email, 'eva@@b.example{Enter}');
    expect(email).toHaveAccessibleDescription('That is not an email address. Perhaps it is eva@b.example.');
    expect(email).toHaveValue('eva@@b.example');
    await user.clear(email);
    await user.type(email, 'eva@b.example{Enter}');
    expect(edit).toHaveBeenLastCalledWith({
      kind: 'addContact',
      partner: 7,
      person: { firstName: '', lastName: '', email: 'eva@b.example', title: '' },
    });
    expect(screen.queryByRole('form', { name: 'Contact' })).not.toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Add contact' })).toHaveFocus();
  });

  it('are changed and removed as they were seen', async () => {
    const user = userEvent.setup();
    shown();
    await user.click(screen.getByRole('button', { name: 'Edit Kim' }));
    await user.type(screen.getByRole('textbox', { name: 'Title' }), 'Editor');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    const person = { firstName: 'Kim', lastName: '', email: 'kim@agency.example', title: 'Editor' };
    expect(edit).toHaveBeenCalledWith({ kind: 'changeContact', partner: 7, contact: kim, person });
    const gone = new DeskError({ kind: 'noSuchContact' });
    edit.mockRejectedValueOnce(gone);
    await user.click(screen.getByRole('button', { name: 'Remove Kim' }));
    expect(edit).toHaveBeenLastCalledWith({ kind: 'removeContact', partner: 7, contact: kim });
    expect(refused).toHaveBeenCalledWith(gone);
  });

  it('are left as they were with Escape', async () => {
    const user = userEvent.setup();
    shown();
    await user.click(screen.getByRole('button', { name: 'Edit Kim' }));
    await user.keyboard('{Escape}');
    expect(screen.getByRole('button', { name: 'Edit Kim' })).toHaveFocus();
    expect(edit).not.toHaveBeenCalled();
  });
});

describe('the notes of a profile', () => {
  it('are written over, and stay in the field when they are refused', async () => {
    const user = userEvent.setup();
    render(ProfileNotes, { partner: 7, notes: 'called', edit });
    await user.click(screen.getByRole('button', { name: 'Edit notes' }));
    const field = screen.getByRole('textbox', { name: 'Notes' });
    edit.mockRejectedValueOnce(new DeskError({ kind: 'diskFull' }));
    await user.type(field, ' twice');
    await user.click(screen.getByRole('button', { name: /^Save/u }));
    expect(screen.getByRole('alert')).toHaveTextContent(/disk/u);
    expect(field).toHaveValue('called twice');
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(edit).toHaveBeenLastCalledWith({
      kind: 'setNotes',
      partner: 7,
      seen: 'called',
      notes: 'called twice',
    });
    expect(screen.queryByRole('textbox')).not.toBeInTheDocument();
  });

  it('are written over those that stood there when writing began, whatever came meanwhile', async () => {
    const user = userEvent.setup();
    const { rerender } = render(ProfileNotes, { partner: 7, notes: 'called', edit });
    await user.click(screen.getByRole('button', { name: 'Edit notes' }));
    await rerender({ notes: 'called\nmet' });
    edit.mockRejectedValueOnce(new DeskError({ kind: 'notesChanged' }));
    await user.type(screen.getByRole('textbox', { name: 'Notes' }), ' twice');
    await user.click(screen.getByRole('button', { name: /^Save/u }));
    expect(edit.mock.lastCall?.[0]).toMatchObject({ seen: 'called', notes: 'called twice' });
    expect(screen.getByRole('alert')).toHaveTextContent(/changed/u);
    expect(screen.getByRole('textbox', { name: 'Notes' })).toHaveValue('called twice');
  });
});

describe('addresses', () => {
  it('of mail say nothing but whom the message goes to', () => {
    expect(mailAddress('kim@b.example')).toBe('mailto:kim@b.example');
    expect(mailAddress('k?bcc=x&y@b.example')).toBe('mailto:k%3Fbcc%3Dx%26y@b.example');
    expect(doubtsOf(mailAddress('k?bcc=x&y@b.example'))).toEqual([]);
    expect(doubtsOf('mailto:kim@b.example?cc=x@y.example')).toHaveLength(1);
  });

  it('are opened at once where they are what they look like, and else shown first', () => {
    for (const plain of ['https://www.b.example/x?y', 'ftp://b.example', 'nonsense'])
      expect(doubtsOf(plain), plain).toEqual([]);
    for (const doubtful of [
      'http://b.example',
      'https://bank.example@evil.example/',
      'https://b\u0430nk.example',
      'https://xn--bnk-7cd.example',
      'https://203.0.113.7/',
      'https://[2001:db8::1]/',
      'https://b.example:8443',
    ])
      expect(doubtsOf(doubtful), doubtful).toHaveLength(1);
  });
});
