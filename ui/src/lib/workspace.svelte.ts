import { desk, DeskError, type CommandError, type Overview, type Settings } from '$lib/ipc/client';
import { locale } from '$lib/locale.svelte';
import { m } from '$lib/paraglide/messages';
import { theme } from '$lib/theme.svelte';

/** What the window stands on. */
export type WorkspaceState =
  | { at: 'starting'; late: boolean }
  | { at: 'open'; overview: Overview }
  /** The workspace of the start could not be opened. Nothing was changed. */
  | { at: 'failed'; path: string; error: unknown };

/** Milliseconds after which it is said that the workspace is being opened. */
const LATE = 150;

/** Whether nothing is in it, and nothing ever was imported. */
const isFresh = (overview: Overview): boolean =>
  overview.partners + overview.creators + overview.prospects + overview.hidden === 0 &&
  overview.groups + overview.imports === 0;

/** The workspace that this window works on: what the shell has opened, in figures. */
export class OpenWorkspace {
  state = $state.raw<WorkspaceState>({ at: 'starting', late: false });
  /** The file of the workspace to which this window has brought something; its figures may be older than that. */
  #written = $state<string | undefined>();
  /** The version of the app. */
  version = $state('');

  /** The open workspace in figures. */
  get overview(): Overview | undefined {
    return this.state.at === 'open' ? this.state.overview : undefined;
  }

  /** Whether the first-run page stands in place of the lists. */
  get fresh(): boolean {
    const { overview } = this;
    return overview !== undefined && overview.path !== this.#written && isFresh(overview);
  }

  /** Lets the shell open the workspace, and takes up what the user chose for the window. Also the way to try again. */
  async start(): Promise<void> {
    this.state = { at: 'starting', late: false };
    const timer = setTimeout(() => (this.state = { at: 'starting', late: true }), LATE);
    try {
      // First, so that what is said while a large workspace is opened is said as the user chose.
      takeUp(await desk.settings());
      const started = await desk.start();
      this.version = started.version;
      this.state =
        started.workspace.kind === 'open'
          ? { at: 'open', overview: started.workspace.overview }
          : { at: 'failed', path: started.workspace.path, error: refusal(started.workspace.why) };
    } catch (error) {
      this.state = { at: 'failed', path: '', error };
    } finally {
      clearTimeout(timer);
    }
  }

  /** Something was brought into it: it is no longer fresh, whatever its figures from before say. */
  written(): void {
    this.#written = this.overview?.path;
  }

  /** Asks for the figures anew, after a change. Where that fails, those from before stay. */
  async refresh(): Promise<void> {
    const before = this.overview;
    if (!before) return;
    try {
      const overview = await desk.overview();
      if (this.overview?.path === before.path) this.state = { at: 'open', overview };
    } catch {
      // The figures are beside the point of what was done; the next change asks again.
    }
  }

  /**
   * Asks for a workspace file in the system's dialog and opens it. Where it cannot be opened this fails, and the one
   * that is open stays.
   * @returns whether one was opened; `false` where the user cancelled.
   */
  async openAnother(): Promise<boolean> {
    return this.#put(await desk.openWorkspace(dialogWords(m.settings_dialog_open())));
  }

  /** The same with a new workspace file. */
  async makeNew(): Promise<boolean> {
    return this.#put(await desk.newWorkspace(dialogWords(m.settings_dialog_new()), m.settings_new_file()));
  }

  /** Another workspace was put in the place of the one before, or another state of it. */
  opened(overview: Overview): void {
    this.state = { at: 'open', overview };
  }

  #put(overview: Overview | null): boolean {
    if (overview) this.opened(overview);
    return overview !== null;
  }
}

const refusal = (facts: CommandError): DeskError => new DeskError(facts);

/** What a dialog for a workspace file says. */
export const dialogWords = (title: string) => ({
  title,
  filter: m.settings_dialog_filter(),
  all: m.import_dialog_all(),
});

/** Choices that the shell cannot keep hold until the window closes; the shell's log says why. */
const forget = () => undefined;

function takeUp(settings: Settings): void {
  locale.start(settings.language, (language) => void desk.setLanguage(language).catch(forget));
  theme.start(settings.theme, (choice) => void desk.setTheme(choice).catch(forget));
}

/** The workspace of the window. */
export const workspace = new OpenWorkspace();
