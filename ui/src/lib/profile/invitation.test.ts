import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { DeskError, desk, type InvitationFacts, type Op } from '$lib/ipc/client';
import { locale } from '$lib/locale.svelte';
import { toasts } from '$lib/shared/toasts.svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { copyInvitationLink } from './invitation.svelte';
import ProfileInvitation from './ProfileInvitation.svelte';

vi.mock('$lib/ipc/client', async (original) => ({
  ...(await original<typeof import('$lib/ipc/client')>()),
  desk: { invitation: vi.fn() },
}));

const write = vi.fn<(items: unknown[]) => Promise<void>>();
class Item {
  readonly types: Record<string, Promise<Blob>>;
  constructor(types: Record<string, Promise<Blob>>) {
    this.types = types;
  }
}

const facts = (change: Partial<InvitationFacts> = {}): InvitationFacts => ({
  code: '0000-0FQ2',
  link: 'https://join.example/?code=0000-0FQ2',
  revoked: 0,
  used: [],
  ...change,
});

beforeEach(() => {
  locale.choice = 'en';
  toasts.dismiss();
  write.mockReset().mockImplementation(async ([item]) => {
    await Promise.all(Object.values((item as Item).types));
  });
  vi.stubGlobal('ClipboardItem', Item);
  Object.defineProperty(navigator, 'clipboard', { value: { write }, configurable: true });
  vi.mocked(desk.invitation).mockReset().mockResolvedValue(facts());
});

describe('the invitation of a profile', () => {
  const edit = vi.fn<(op: Op) => Promise<void>>();
  const calls = { edit, refused: vi.fn(), settings: vi.fn() };
  beforeEach(() => {
    edit.mockReset().mockResolvedValue();
  });

  it('shows code and link, and is revoked', async () => {
    render(ProfileInvitation, { partner: 7, ...calls });
    expect(await screen.findByText('https://join.example/?code=0000-0FQ2')).toBeVisible();
    expect(screen.getByText('Not used yet')).toBeVisible();
    const gone = new DeskError({ kind: 'diskFull' });
    edit.mockRejectedValueOnce(gone);
    await userEvent.click(screen.getByRole('button', { name: 'Revoke' }));
    expect(edit).toHaveBeenCalledWith({ kind: 'revokeInvitation', target: { kind: 'ids', ids: [7] } });
    await waitFor(() => expect(calls.refused).toHaveBeenCalledWith(gone));
  });

  it('says by whom it was used, and that it was passed on', async () => {
    const use = { application: 1, email: 'kim@other.example', on: '2026-11-12' };
    vi.mocked(desk.invitation).mockResolvedValue(
      facts({
        revoked: 2,
        used: [
          { ...use, name: '', finding: 'sharedInvitation' },
          { ...use, application: 2, name: 'Anke Vogt', finding: 'invitedContact' },
        ],
      }),
    );
    render(ProfileInvitation, { partner: 7, ...calls });
    expect(await screen.findByText(/kim@other\.example/u)).toBeVisible();
    expect(screen.getByText(/somebody else, shared invitation/u)).toBeVisible();
    expect(screen.getByText('Anke Vogt')).toBeVisible();
    expect(screen.getByText('2 earlier codes were revoked.')).toBeVisible();
  });

  it('leads to the settings while there is no link pattern', async () => {
    vi.mocked(desk.invitation).mockResolvedValue(facts({ link: null }));
    render(ProfileInvitation, { partner: 7, ...calls });
    await userEvent.click(await screen.findByRole('button', { name: 'Settings: Program' }));
    expect(calls.settings).toHaveBeenCalled();
    expect(screen.queryByRole('button', { name: 'Copy link' })).toBeNull();
  });

  it('says why it cannot be shown', async () => {
    vi.mocked(desk.invitation).mockRejectedValueOnce(new DeskError({ kind: 'noSuchPartner' }));
    render(ProfileInvitation, { partner: 7, ...calls });
    const alert = await screen.findByRole('alert');
    expect(alert).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('0000-0FQ2')).toBeVisible();
  });
});

describe('copying the link', () => {
  it('says what was copied, or why nothing was', async () => {
    await copyInvitationLink(7);
    expect(toasts.shown?.text).toBe('Invitation link copied');
    vi.mocked(desk.invitation).mockResolvedValueOnce(facts({ link: null }));
    await copyInvitationLink(7);
    expect(toasts.shown?.text).toMatch(/^There is no link/u);
    vi.mocked(desk.invitation).mockResolvedValueOnce(null);
    await copyInvitationLink(7);
    expect(toasts.shown?.text).toBe('Only prospects have an invitation.');
    write.mockRejectedValueOnce(new Error('NotAllowed'));
    await copyInvitationLink(7);
    expect(toasts.shown?.text).toMatch(/^The system does not let/u);
  });
});
