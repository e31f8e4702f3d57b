import { changes } from '$lib/changes/changes.svelte';
import {
  DeskError,
  backUpTo,
  desk,
  duplicateWorkspace,
  isRefusal,
  restoreBackup,
  salvageWorkspace,
  type Backup,
  type Backups,
  type Damage,
  type RestorePreview,
  type Watch,
} from '$lib/ipc/client';
import { describeInLine } from '$lib/ipc/describe';
import { locale } from '$lib/locale.svelte';
import { m } from '$lib/paraglide/messages';
import { toasts } from '$lib/shared/toasts.svelte';
import { dialogWords, workspace } from '$lib/workspace.svelte';
import { holds } from './sentences';

/** Long work that is under way. */
export type Working = 'copy' | 'duplicate' | 'restore' | 'salvage';

/** What a check came to. */
export type Checked = { at: 'checking' } | { at: 'done'; damages: readonly Damage[] };

/** The backups of the workspace, or of the one that could not be opened, and what is done with them. */
class BackupsState {
  /** Nothing until they were read. */
  all = $state.raw<Backups | undefined>();
  /** Why they cannot be read. */
  error = $state.raw<unknown>();
  /** The backup that is to be restored, once asked for. */
  asked = $state.raw<Backup | undefined>();
  /** What restoring it would come to; nothing until it is known. */
  preview = $state.raw<RestorePreview | undefined>();
  /** Why it is not known, or was not restored. */
  refusal = $state.raw<unknown>();
  working = $state<Working | undefined>();
  /** How far that is, from 0 to 1; nothing until it has begun, as while its place is chosen. */
  share = $state<number | undefined>();
  /** Whether it was asked to stop. */
  stopping = $state(false);
  checked = $state.raw<Checked | undefined>();
  /** Where the workspace lies that was found damaged. */
  #damaged = $state<string | undefined>();

  #stop: AbortController | undefined;
  #hear: () => void = () => undefined;

  /** Tells when another workspace, or another state of it, is open. */
  onopened(hear: () => void): void {
    this.#hear = hear;
  }

  /** Whether the open workspace is known to be damaged: no backup of what is here now would be whole. */
  get damaged(): boolean {
    return this.#damaged !== undefined && this.#damaged === workspace.overview?.path;
  }

  /** Says what was found out about the open workspace. */
  found({ damaged }: { damaged: boolean }): void {
    this.#damaged = damaged ? workspace.overview?.path : undefined;
  }

  /** Whether the backup that was asked about can be restored, as far as is known; also where nobody can tell what that would come to. */
  get canRestore(): boolean {
    if (this.preview) return true;
    return (
      this.refusal !== undefined &&
      !isRefusal(this.refusal, 'backupDamaged', 'noSuchBackup', 'workspaceNewer', 'workspaceGone')
    );
  }

  /** Reads them anew; those from before stay until then. */
  async refresh(): Promise<void> {
    try {
      this.all = await desk.backups();
      this.error = undefined;
    } catch (error) {
      this.error = error;
    }
  }

  /** Asks whether a backup is to be restored, and finds out what that would come to. */
  async ask(backup: Backup): Promise<void> {
    this.asked = backup;
    this.preview = undefined;
    this.refusal = undefined;
    try {
      const preview = await desk.previewRestore(backup.name);
      if (this.asked === backup) this.preview = preview;
    } catch (error) {
      if (isRefusal(error, 'workspaceDamaged')) this.found({ damaged: true });
      if (this.asked === backup) this.refusal = error;
    }
  }

  /** The question is withdrawn; what is under way goes on until it is stopped. */
  leave(): void {
    if (this.working === 'restore') this.cancel();
    else this.asked = undefined;
  }

  /** Stops what is under way; nothing is left of it then. */
  cancel(): void {
    this.stopping = true;
    this.#stop?.abort();
  }

  /** Restores the backup that was asked about. */
  async restoreAsked(): Promise<void> {
    const backup = this.asked;
    if (!backup) return;
    this.refusal = undefined;
    const when = locale.dateTime(new Date(backup.at));
    try {
      await this.#restore(backup.name, (undo) =>
        undo === null ? m.backups_restored_damaged({ when }) : m.backups_restored({ when }),
      );
      this.asked = undefined;
    } catch (error) {
      if (isRefusal(error, 'cancelled')) this.asked = undefined;
      else this.refusal = error;
    }
  }

  /** Restores a backup of a workspace that could not be opened. */
  async restoreUnopened(backup: Backup): Promise<void> {
    const when = locale.dateTime(new Date(backup.at));
    await this.#told(() => this.#restore(backup.name, () => m.backups_restored({ when })));
  }

  /** Restores a backup; `text` says that it was, and knows the one that undoes it. */
  async #restore(name: string, text: (undo: string | null) => string): Promise<void> {
    const { overview, undo } = await this.#work('restore', (watch) => restoreBackup(name, watch));
    this.#opened(overview);
    const action = undo === null ? undefined : { label: m.action_undo(), run: () => void this.#undo(undo) };
    toasts.show({ text: text(undo), icon: 'check', ...(action ? { action } : {}) });
  }

  async #undo(name: string): Promise<void> {
    await this.#told(() => this.#restore(name, () => m.backups_restored_back()));
  }

  /** Asks for a place and copies the workspace there. */
  async copy(): Promise<void> {
    await this.#told(async () => {
      const name = m.backups_copy_file({ name: workspace.overview?.name ?? '', day: today() });
      const copied = await this.#work('copy', (watch) =>
        backUpTo(dialogWords(m.backups_copy_dialog()), name, watch),
      );
      if (copied) toasts.show({ text: m.backups_copied({ holds: holds(copied.contents) }), icon: 'check' });
    });
  }

  /** Asks for a place, copies the workspace there and opens the copy. */
  async duplicate(): Promise<void> {
    await this.#told(async () => {
      const name = m.backups_duplicate_file({ name: workspace.overview?.name ?? '' });
      const overview = await this.#work('duplicate', (watch) =>
        duplicateWorkspace(dialogWords(m.backups_duplicate_dialog()), name, watch),
      );
      if (!overview) return;
      this.#opened(overview);
      toasts.show({ text: m.settings_opened({ name: overview.name }), icon: 'check' });
    });
  }

  /** Checks the open workspace. */
  async check(): Promise<void> {
    const checking: Checked = { at: 'checking' };
    this.checked = checking;
    try {
      const { findings } = await desk.checkWorkspace();
      if (this.checked !== checking) return;
      this.checked = { at: 'done', damages: findings };
      this.found({ damaged: findings.includes('integrity') });
    } catch (error) {
      if (this.checked !== checking) return;
      this.checked = isRefusal(error, 'workspaceDamaged')
        ? { at: 'done', damages: ['integrity'] }
        : undefined;
      if (!this.checked) toasts.show({ text: describeInLine(error), icon: 'error' });
    }
  }

  /** Another workspace is open: what was found out about the one before is not said of it. */
  forget(): void {
    this.checked = undefined;
    this.all = undefined;
    this.asked = undefined;
  }

  /** Asks for a place, reads what can be read of the damaged workspace into a new one there, and opens that one. */
  async salvage(name: string): Promise<void> {
    await this.#told(async () => {
      const done = await this.#work('salvage', (watch) =>
        salvageWorkspace(dialogWords(m.backups_salvage_dialog()), m.backups_salvage_file({ name }), watch),
      );
      if (!done) return;
      this.checked = undefined;
      this.#opened(done.overview);
      const { contents, gaps, nonsense } = done.salvaged;
      const facts = { holds: holds(contents) };
      toasts.show({
        text: gaps + nonsense === 0 ? m.backups_salvaged_all(facts) : m.backups_salvaged(facts),
        icon: 'check',
      });
    });
  }

  #opened(overview: Parameters<typeof workspace.opened>[0]): void {
    this.checked = undefined;
    this.found({ damaged: false });
    workspace.opened(overview);
    this.#hear();
    changes.happened();
    void this.refresh();
  }

  async #told(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      if (!isRefusal(error, 'cancelled')) toasts.show({ text: describeInLine(error), icon: 'error' });
    }
  }

  async #work<T>(what: Working, run: (watch: Watch) => Promise<T>): Promise<T> {
    if (this.working) throw new DeskError({ kind: 'alreadyRunning' });
    const stop = new AbortController();
    this.#stop = stop;
    this.working = what;
    this.stopping = false;
    this.share = undefined;
    try {
      return await run({ signal: stop.signal, progress: ({ part }) => (this.share = part) });
    } finally {
      this.working = undefined;
      this.#stop = undefined;
    }
  }
}

/** The day of today, as it stands in names of files. */
function today(): string {
  const now = new Date();
  const two = (n: number) => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** The backups of the window. */
export const backups = new BackupsState();
