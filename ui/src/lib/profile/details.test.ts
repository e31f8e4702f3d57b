import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { DeskError, type Op, type Partner, type SocialChannel } from '$lib/ipc/client';
import { readCount, readPercent } from './channels';
import DetailsDialog from './DetailsDialog.svelte';

const anouk: SocialChannel = {
  platform: 'instagram',
  handle: '@anouk',
  url: '',
  followers: 912_400,
  engagement: 3.8,
};
const partner: Partner = {
  partnerId: '2001',
  kind: 'creator',
  name: 'Anouk',
  description: '',
  website: '',
  contacts: [],
  country: 'FR',
  languages: [],
  businessModel: null,
  categories: [],
  areas: [],
  channels: [anouk],
  monthlyVisits: null,
  listedOn: '2024-03-01',
  lastActiveOn: null,
  listed: true,
  notes: '',
};

const edit = vi.fn<(op: Op) => Promise<void>>();
const onclose = vi.fn();
const user = userEvent.setup();
const field = (name: string) => screen.getByRole('textbox', { name });
const channel = (at: number) => within(screen.getByRole('group', { name: `Channel ${at}` }));
const save = () => user.click(screen.getByRole('button', { name: 'Save' }));
const sent = () => {
  const op = edit.mock.lastCall?.[0];
  return op?.kind === 'setDetails' ? op.details : undefined;
};
const badValue = (more: object) =>
  new DeskError({
    kind: 'badValue',
    field: 'handle',
    flaw: 'taken',
    place: 2,
    limit: 200,
    suggestion: null,
    ...more,
  });

beforeEach(() => {
  vi.resetAllMocks();
  edit.mockResolvedValue();
  render(DetailsDialog, { id: 7, partner, open: true, edit, onclose });
});

describe('the data of a partner', () => {
  it('stands in its fields, and is sent as it stands', async () => {
    expect(field('Partner ID')).toHaveValue('2001');
    expect(field('Listed on')).toHaveValue('2024-03-01');
    expect(channel(1).getByRole('textbox', { name: 'Handle' })).toHaveValue('@anouk');
    await save();
    expect(sent()).toMatchObject({
      partnerId: '2001',
      channels: [anouk],
      listedOn: '2024-03-01',
      lastActiveOn: null,
    });
    expect(onclose).toHaveBeenCalledOnce();
  });

  it('says who has the partner ID that was written, at its field', async () => {
    edit.mockRejectedValueOnce(new DeskError({ kind: 'partnerIdTaken', name: 'Wanderbuch' }));
    await user.clear(field('Partner ID'));
    await user.type(field('Partner ID'), '1001');
    await save();
    expect(field('Partner ID')).toHaveAccessibleDescription('“Wanderbuch” has this partner ID already.');
    expect(onclose).not.toHaveBeenCalled();
    await save();
    expect(sent()?.partnerId).toBe('1001');
    expect(onclose).toHaveBeenCalledOnce();
  });

  it('takes days that there are, or none', async () => {
    await user.clear(field('Listed on'));
    await user.type(field('Last active on'), '2026-02-30');
    await save();
    expect(field('Last active on')).toBeInvalid();
    expect(edit).not.toHaveBeenCalled();
    await user.clear(field('Last active on'));
    await user.type(field('Last active on'), '2026-02-28');
    await save();
    expect(sent()).toMatchObject({ listedOn: null, lastActiveOn: '2026-02-28' });
  });
});

describe('the channels of a partner', () => {
  it('are added, with the keyboard in the handle, and figures as people write them', async () => {
    await user.click(screen.getByRole('button', { name: 'Add channel' }));
    const handle = channel(2).getByRole('textbox', { name: 'Handle' });
    expect(handle).toHaveFocus();
    await user.type(handle, '@anouk.d');
    await user.type(channel(2).getByRole('textbox', { name: 'Followers' }), '88,000');
    await user.type(channel(2).getByRole('textbox', { name: 'Engagement %' }), '5,1 %');
    await user.type(channel(2).getByRole('textbox', { name: 'Address' }), 'https://a.example');
    await save();
    expect(sent()?.channels).toEqual([
      anouk,
      {
        platform: 'instagram',
        handle: '@anouk.d',
        url: 'https://a.example',
        followers: 88_000,
        engagement: 5.1,
      },
    ]);
  });

  it('say what is wrong with a figure before anything is sent', async () => {
    const followers = channel(1).getByRole('textbox', { name: 'Followers' });
    await user.clear(followers);
    await user.type(followers, 'many');
    await save();
    expect(followers).toHaveAccessibleDescription('Write a whole number.');
    expect(edit).not.toHaveBeenCalled();
  });

  it('say at their own place what the core refuses', async () => {
    await user.click(screen.getByRole('button', { name: 'Add channel' }));
    edit.mockRejectedValueOnce(badValue({}));
    await save();
    expect(channel(2).getByRole('textbox', { name: 'Handle' })).toHaveAccessibleDescription(
      'This channel is there already.',
    );
    expect(channel(1).getByRole('textbox', { name: 'Handle' })).toBeValid();
    edit.mockRejectedValueOnce(badValue({ field: 'website', flaw: 'invalid', place: 1 }));
    await save();
    expect(channel(1).getByRole('textbox', { name: 'Address' })).toBeInvalid();
    expect(field('Website')).toBeValid();
  });

  it('are removed', async () => {
    await user.click(screen.getByRole('button', { name: 'Remove channel 1' }));
    expect(screen.getByRole('button', { name: 'Add channel' })).toHaveFocus();
    await save();
    expect(sent()?.channels).toEqual([]);
  });
});

describe('figures', () => {
  it('are read with care', () => {
    expect(readCount('1 234 567')).toBe(1_234_567);
    expect(readCount(' ')).toBeNull();
    for (const none of ['-1', '1e3', '99999999999', '12k']) expect(readCount(none), none).toBeUndefined();
    expect(readPercent('4,2 %')).toBe(4.2);
    expect(readPercent('')).toBeNull();
    for (const none of ['-1', '1001', 'x', '1.2.3']) expect(readPercent(none), none).toBeUndefined();
  });
});
