import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { DeskError, desk, type Changes, type Program } from '$lib/ipc/client';
import { locale } from '$lib/locale.svelte';
import { beforeEach, expect, it, vi } from 'vitest';
import { exampleLink, ProgramSettings } from './program.svelte';
import ProgramSection from './ProgramSection.svelte';

vi.mock('$lib/ipc/client', async (original) => ({
  ...(await original<typeof import('$lib/ipc/client')>()),
  desk: { transact: vi.fn(), program: vi.fn(), overview: vi.fn(() => Promise.resolve(null)) },
}));

let kept: Program;
beforeEach(() => {
  locale.choice = 'en';
  kept = { name: '', linkPattern: '', senderName: '', senderEmail: '', expiresAfter: null };
  vi.mocked(desk.program)
    .mockReset()
    .mockImplementation(async () => kept);
  vi.mocked(desk.transact)
    .mockReset()
    .mockImplementation(async (op) => {
      if (op.kind === 'setProgram') kept = op.program;
      return { change: 3, title: { kind: 'setProgram' }, undone: false, partners: 0 } as Changes;
    });
});

async function show() {
  const settings = new ProgramSettings();
  await settings.refresh();
  render(ProgramSection, { settings });
  const field = (name: string) => screen.getByRole('textbox', { name });
  return { settings, field, user: userEvent.setup() };
}
const saved = () => vi.mocked(desk.transact).mock.lastCall?.[0];

it('saves what is said of the program, and shows a link as it will read', async () => {
  const { field, user } = await show();
  expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
  await user.type(field('Program name'), 'Fjellvik Outdoor');
  await user.type(field('Invitation link'), 'https://join.example/?code={{code}');
  expect(field('Invitation link')).toHaveAccessibleDescription(
    /^A link reads: https:\/\/join\.example\/\?code=0000-/u,
  );
  await user.type(field('Proposals expire after'), '1x4');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(saved()).toEqual({
    kind: 'setProgram',
    program: {
      name: 'Fjellvik Outdoor',
      linkPattern: 'https://join.example/?code={code}',
      senderName: '',
      senderEmail: '',
      expiresAfter: 14,
    },
  });
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Save' })).toBeNull());
});

it('says at its field what is wrong, and keeps what was written', async () => {
  const { field, user } = await show();
  vi.mocked(desk.transact).mockRejectedValueOnce(
    new DeskError({ kind: 'programInvalid', issue: { code: 'codePlaces', places: 0 } }),
  );
  await user.type(field('Invitation link'), 'https://join.example/{Enter}');
  expect(field('Invitation link')).toBeInvalid();
  expect(field('Invitation link')).toHaveFocus();
  expect(screen.getByRole('alert')).toHaveTextContent(
    'The link pattern has no place for the invitation’s code.',
  );
  await user.click(screen.getByRole('button', { name: 'Discard' }));
  expect(field('Invitation link')).toHaveValue('');
  expect(screen.queryByRole('alert')).toBeNull();
});

it('follows what is changed elsewhere unless something is being written', async () => {
  const { settings, field, user } = await show();
  kept = { ...kept, name: 'Fjellvik' };
  await settings.refresh();
  await waitFor(() => expect(field('Program name')).toHaveValue('Fjellvik'));
  await user.type(field('Program name'), ' Outdoor');
  kept = { ...kept, name: '' };
  await settings.refresh();
  expect(field('Program name')).toHaveValue('Fjellvik Outdoor');
});

it('makes an example of a pattern with the code in it once', () => {
  expect(exampleLink('https://join.example/')).toBeUndefined();
  expect(exampleLink('{code}{code}')).toBeUndefined();
  expect(exampleLink(' https://join.example/{code}/start ')).toMatch(
    /^https:\/\/join\.example\/0000-.*\/start$/u,
  );
});
