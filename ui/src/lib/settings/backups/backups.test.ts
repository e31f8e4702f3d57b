import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  DeskError,
  backUpTo,
  desk,
  duplicateWorkspace,
  restoreBackup,
  salvageWorkspace,
  type Backup,
  type Overview,
  type RestorePreview,
} from '$lib/ipc/client';
import { commands } from '$lib/keyboard/commands.svelte';
import { locale } from '$lib/locale.svelte';
import { toasts } from '$lib/shared/toasts.svelte';
import { workspace } from '$lib/workspace.svelte';
import { backups } from './backups.svelte';
import BackupsSection from './BackupsSection.svelte';
import { fileSize } from './sentences';
import { hearTrouble } from './trouble';

vi.mock('$lib/ipc/client', async (original) => ({
  ...(await original<typeof import('$lib/ipc/client')>()),
  desk: { backups: vi.fn(), previewRestore: vi.fn(), checkWorkspace: vi.fn() },
  backUpTo: vi.fn(),
  duplicateWorkspace: vi.fn(),
  restoreBackup: vi.fn(),
  salvageWorkspace: vi.fn(),
}));

const contents = { partners: 3000, creators: 2000, prospects: 1, hidden: 4, groups: 2, changes: 7 };
const backup = (day: number, more: Partial<Backup> = {}): Backup => ({
  name: `202611${String(day).padStart(2, '0')}T120000000Z-daily.prospects`,
  at: `2026-11-${String(day).padStart(2, '0')}T12:00:00Z`,
  reason: 'daily',
  bytes: 12_400_000,
  contents,
  ofAnother: false,
  ...more,
});
const preview: RestorePreview = {
  backup: backup(20),
  now: { ...contents, prospects: 5 },
  then: contents,
  differences: {
    leave: { count: 1, names: ['Neuland'] },
    comeBack: { count: 0, names: [] },
    differ: { count: 7, names: ['Fellside', 'Wanderbuch', 'a', 'b', 'c'] },
  },
  changes: 1,
  changesBack: 0,
  newest: [
    {
      id: 9,
      at: '2026-11-21T09:00:00Z',
      title: { kind: 'mark' },
      partners: 1,
      name: 'Fellside',
      undone: false,
    },
  ],
};
const none = { count: 0, names: [] };
const overview = { name: 'Fjellvik Outdoor', path: '/tmp/a.prospects' } as Overview;

const all = (...list: Backup[]) => ({ folder: '/tmp/a.prospects-backups', all: list, failed: false });

function section() {
  const rendered = render(BackupsSection, { name: 'Fjellvik Outdoor' });
  return { user: userEvent.setup(), ...rendered };
}

beforeEach(async () => {
  vi.clearAllMocks();
  locale.choice = 'en';
  toasts.dismiss();
  workspace.opened(overview);
  Object.assign(backups, { asked: undefined, preview: undefined, refusal: undefined, checked: undefined });
  backups.found({ damaged: false });
  vi.mocked(desk.backups).mockResolvedValue(
    all(backup(20), backup(19, { reason: 'import', contents: null, ofAnother: true })),
  );
  vi.mocked(desk.previewRestore).mockResolvedValue(preview);
  await backups.refresh();
});

describe('the backups in the settings', () => {
  it('say when, why, how large and what is in them', () => {
    section();
    const table = screen.getByRole('table', { name: 'Backups' });
    const rows = within(table).getAllByRole('row').slice(1);
    expect(rows).toHaveLength(2);
    expect(rows[0]).toHaveTextContent(/Nov 20, 2026/u);
    expect(rows[0]).toHaveTextContent(/Daily.*3,000 partners · 2,000 creators · 1 prospect.*12\.4 MB/u);
    expect(rows[0]).not.toHaveTextContent(/another workspace/u);
    expect(rows[1]).toHaveTextContent(/Before an import · of another workspace.*Cannot be read/u);
    expect(screen.getByText('/tmp/a.prospects-backups')).toBeInTheDocument();
  });

  it('show a few, and all when asked', async () => {
    vi.mocked(desk.backups).mockResolvedValue(all(...[20, 19, 18, 17, 16, 15, 14].map((day) => backup(day))));
    await backups.refresh();
    const { user } = section();
    expect(screen.getAllByRole('button', { name: /^Restore the backup/u })).toHaveLength(5);
    await user.click(screen.getByRole('button', { name: 'Show all 7' }));
    expect(screen.getAllByRole('button', { name: /^Restore the backup/u })).toHaveLength(7);
  });

  it('say that there are none, that one failed, and why they cannot be read', async () => {
    vi.mocked(desk.backups).mockResolvedValue({ ...all(), failed: true });
    await backups.refresh();
    section();
    expect(screen.getByText(/None yet/u)).toBeInTheDocument();
    expect(screen.getByText(/could not be made/u)).toBeInTheDocument();
    vi.mocked(desk.backups).mockRejectedValue(new DeskError({ kind: 'internal', incident: '7' }));
    await backups.refresh();
    expect(await screen.findByRole('alert')).toHaveTextContent('7');
    vi.mocked(desk.backups).mockResolvedValue(all(backup(20)));
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('table', { name: 'Backups' })).toBeInTheDocument();
  });

  it('speak Chinese', async () => {
    locale.choice = 'zh-CN';
    const { user } = section();
    expect(screen.getByRole('table', { name: '备份' })).toHaveTextContent('3,000 个合作伙伴');
    await user.click(screen.getAllByRole('button', { name: /^恢复 .*的备份/u })[0] as HTMLElement);
    expect(await screen.findByRole('dialog')).toHaveTextContent('将收回 1 项更改');
  });
});

describe('restoring', () => {
  const ask = async () => {
    const { user } = section();
    await user.click(screen.getAllByRole('button', { name: /^Restore the backup/u })[0] as HTMLElement);
    return user;
  };

  it('tells first what would change, by figures, names and changes', async () => {
    await ask();
    const dialog = await screen.findByRole('dialog', { name: /^Restore the backup of Nov 20, 2026/u });
    const figures = await within(dialog).findByRole('table', { name: 'Workspace and backup' });
    expect(within(figures).getByRole('row', { name: 'Prospects 5 1' })).toBeInTheDocument();
    expect(dialog).toHaveTextContent('1 would go: Neuland');
    expect(dialog).toHaveTextContent('7 would be as they were: Fellside, Wanderbuch, a, b, c and 2 more');
    expect(dialog).not.toHaveTextContent('would come back');
    expect(dialog).toHaveTextContent(/1 change would be taken back:.*Fellside marked as a prospect/u);
    expect(restoreBackup).not.toHaveBeenCalled();
  });

  it('is done when confirmed, and can be undone from the toast', async () => {
    vi.mocked(restoreBackup).mockResolvedValue({ overview, undo: 'before.prospects' });
    const user = await ask();
    await user.click(await screen.findByRole('button', { name: 'Restore' }));
    expect(vi.mocked(restoreBackup).mock.calls[0]?.[0]).toBe(backup(20).name);
    await vi.waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(toasts.shown?.text).toMatch(/^Restored as of Nov 20, 2026/u);
    toasts.act();
    await vi.waitFor(() => expect(vi.mocked(restoreBackup).mock.calls[1]?.[0]).toBe('before.prospects'));
    await vi.waitFor(() => expect(toasts.shown?.text).toBe('As it was before restoring'));
  });

  it('is not done while it is compared, nor of a backup that is damaged', async () => {
    vi.mocked(desk.previewRestore).mockRejectedValue(new DeskError({ kind: 'backupDamaged' }));
    await ask();
    expect(await screen.findByRole('alert')).toHaveTextContent('This backup is damaged.');
    const button = screen.getByRole('button', { name: 'Restore' });
    expect(button).toHaveAttribute('aria-disabled', 'true');
    await userEvent.click(button);
    expect(restoreBackup).not.toHaveBeenCalled();
  });

  it('is done where nobody can tell what it comes to, for the workspace is damaged', async () => {
    vi.mocked(desk.previewRestore).mockRejectedValue(new DeskError({ kind: 'workspaceDamaged' }));
    vi.mocked(restoreBackup).mockResolvedValue({ overview, undo: null });
    const user = await ask();
    await screen.findByRole('alert');
    expect(screen.getByRole('dialog')).toHaveTextContent(/is damaged: it is kept beside/u);
    await user.click(screen.getByRole('button', { name: 'Restore' }));
    await vi.waitFor(() =>
      expect(toasts.shown?.text).toMatch(/^Restored as of .* The damaged file stays beside it/u),
    );
    expect(toasts.shown?.action).toBeUndefined();
  });

  it('says that it cannot be undone where damage was found beforehand, and no more once another state is open', async () => {
    hearTrouble({ kind: 'damaged' });
    // As the settings do when they are opened.
    backups.forget();
    await backups.refresh();
    vi.mocked(restoreBackup).mockResolvedValue({ overview, undo: null });
    const user = await ask();
    expect(screen.getByRole('dialog')).toHaveTextContent(/is damaged: it is kept beside/u);
    await user.click(await screen.findByRole('button', { name: 'Restore' }));
    await vi.waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    await user.click(screen.getAllByRole('button', { name: /^Restore the backup/u })[0] as HTMLElement);
    expect(screen.getByRole('dialog')).toHaveTextContent(/becomes a backup first/u);
  });

  it('is stopped by Cancel, and says how far it is', async () => {
    let stopped = false;
    vi.mocked(restoreBackup).mockImplementation(
      (_, watch) =>
        new Promise((_done, fail) => {
          watch?.progress?.({ step: 'writing', rows: 0, part: 0.25 });
          watch?.signal?.addEventListener('abort', () => {
            stopped = true;
            fail(new DeskError({ kind: 'cancelled' }));
          });
        }),
    );
    const user = await ask();
    await user.click(await screen.findByRole('button', { name: 'Restore' }));
    expect(screen.getByRole('progressbar', { name: 'Restoring' })).toHaveAttribute('aria-valuenow', '25');
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(stopped).toBe(true);
    await vi.waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(toasts.shown).toBeUndefined();
  });
});

it('says that nothing differs only where that is certain', async () => {
  const same: RestorePreview = {
    ...preview,
    now: contents,
    changes: 0,
    newest: [],
    differences: { leave: none, comeBack: none, differ: none },
  };
  vi.mocked(desk.previewRestore).mockResolvedValue(same);
  section();
  await backups.ask(backup(20));
  expect(await screen.findByText('Nothing differs.')).toBeInTheDocument();
  vi.mocked(desk.previewRestore).mockResolvedValue({ ...same, changesBack: 2 });
  await backups.ask(backup(20));
  expect(await screen.findByText('2 changes would come back.')).toBeInTheDocument();
  expect(screen.queryByText('Nothing differs.')).not.toBeInTheDocument();
  vi.mocked(desk.previewRestore).mockResolvedValue({ ...same, differences: null });
  await backups.ask(backup(20));
  await vi.waitFor(() => expect(backups.preview?.differences).toBeNull());
  expect(screen.queryByText('Nothing differs.')).not.toBeInTheDocument();
});

it('does one thing at a time, and lets nothing else stop it', async () => {
  let done: (nothing: null) => void = () => undefined;
  vi.mocked(backUpTo).mockReturnValue(new Promise((resolve) => (done = resolve)));
  const first = backups.copy();
  await backups.duplicate();
  expect(duplicateWorkspace).not.toHaveBeenCalled();
  expect(backups.working).toBe('copy');
  done(null);
  await first;
  expect(backups.working).toBeUndefined();
});

describe('copies', () => {
  it('are made where the user says, and say what is in them', async () => {
    vi.mocked(backUpTo).mockResolvedValue({ path: '/tmp/b.prospects', contents });
    const { user } = section();
    await user.click(screen.getByRole('button', { name: 'Back up to…' }));
    expect(vi.mocked(backUpTo).mock.calls[0]?.[1]).toMatch(/^Fjellvik Outdoor \d{4}-\d\d-\d\d\.prospects$/u);
    expect(toasts.shown?.text).toBe('Backed up: 3,000 partners · 2,000 creators · 1 prospect');
  });

  it('say nothing where no place was chosen, and why where they cannot be written', async () => {
    vi.mocked(backUpTo).mockResolvedValueOnce(null);
    await backups.copy();
    expect(toasts.shown).toBeUndefined();
    vi.mocked(backUpTo).mockRejectedValueOnce(new DeskError({ kind: 'diskFull' }));
    await backups.copy();
    expect(toasts.shown?.text).toMatch(/No room is left on the disk/u);
  });

  it('that duplicate are opened', async () => {
    vi.mocked(duplicateWorkspace).mockResolvedValue({ ...overview, name: 'Fjellvik copy' });
    await backups.duplicate();
    expect(workspace.overview?.name).toBe('Fjellvik copy');
    expect(toasts.shown?.text).toBe('Fjellvik copy is open');
  });
});

describe('a check', () => {
  it('says that all is well', async () => {
    vi.mocked(desk.checkWorkspace).mockResolvedValue({ partners: 5, findings: [] });
    const { user } = section();
    await user.click(screen.getByRole('button', { name: 'Check now' }));
    expect(await screen.findByText('All is well.')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Save what can be read…' })).not.toBeInTheDocument();
  });

  it('offers to save what can be read of a damaged file', async () => {
    vi.mocked(desk.checkWorkspace).mockRejectedValue(new DeskError({ kind: 'workspaceDamaged' }));
    vi.mocked(salvageWorkspace).mockResolvedValue({
      overview: { ...overview, name: 'Saved' },
      salvaged: { contents, rows: 9, gaps: 1, nonsense: 0 },
    });
    const { user } = section();
    await user.click(screen.getByRole('button', { name: 'Check now' }));
    await user.click(await screen.findByRole('button', { name: 'Save what can be read…' }));
    expect(vi.mocked(salvageWorkspace).mock.calls[0]?.[1]).toBe('Fjellvik Outdoor salvaged.prospects');
    expect(workspace.overview?.name).toBe('Saved');
    expect(toasts.shown?.text).toMatch(/^Not everything could be read\. Saved: 3,000 partners/u);
  });
});

it('leads to the settings from what is told by itself', () => {
  const go = vi.fn();
  const end = commands.add(() => [{ id: 'go.settings', label: () => '', group: 'go', run: go }]);
  hearTrouble({ kind: 'damaged' });
  expect(toasts.shown?.text).toBe('This workspace file is damaged');
  toasts.act();
  expect(go).toHaveBeenCalledOnce();
  end();
});

it('tells sizes in the unit that fits', () => {
  expect([2_000, 345_678, 12_400_000, 2_500_000_000].map(fileSize)).toEqual([
    '2 kB',
    '346 kB',
    '12.4 MB',
    '2.5 GB',
  ]);
});
