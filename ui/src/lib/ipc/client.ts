import { Channel } from '@tauri-apps/api/core';
import { commands, events } from './bindings';
import type {
  CommandError,
  Copied,
  DialogWords,
  FileDrag,
  HappenedByItself,
  ImportDone,
  ListOut,
  NotificationClicked,
  Overview,
  Progress,
  Report,
  Request,
  RestoredBackup,
  SalvagedWorkspace,
  Saved,
  Trouble,
} from './bindings';

export type * from './bindings';
export { countries, languages } from './bindings';

/** What a command refused with. {@link describe} makes a sentence of it. */
export class DeskError extends Error {
  /** What happened, as facts. */
  readonly facts: CommandError;

  constructor(facts: CommandError, cause?: unknown) {
    super(facts.kind, { cause });
    this.name = 'DeskError';
    this.facts = facts;
  }
}

/** Whether `error` is a refusal of this kind: for the few that a screen answers by itself. */
export function isRefusal(error: unknown, ...kinds: CommandError['kind'][]): error is DeskError {
  return error instanceof DeskError && kinds.includes(error.facts.kind);
}

type Answer<T> = { status: 'ok'; data: T } | { status: 'error'; error: CommandError };
type Unwrapped<F> = F extends (...args: infer A) => Promise<Answer<infer T>>
  ? (...args: A) => Promise<T>
  : never;

/** The commands that need a job number and a channel: {@link dryRun}, {@link importFile}, {@link loadSample}. */
type Job = 'dryRun' | 'import' | 'loadSample' | 'cancelJob';
type Commands = Omit<typeof commands, Job>;

/** What goes wrong outside of a command (an argument of the wrong shape) comes as a bare text, or as an Error. */
function refusal(error: unknown): DeskError {
  const known = typeof error === 'object' && error !== null && 'kind' in error;
  return known
    ? new DeskError(error as CommandError)
    : new DeskError({ kind: 'internal', incident: '' }, error);
}

async function unwrap<T>(answer: Promise<Answer<T>>): Promise<T> {
  let settled: Answer<T>;
  try {
    settled = await answer;
  } catch (error) {
    throw refusal(error);
  }
  if (settled.status === 'error') throw refusal(settled.error);
  return settled.data;
}

/** Every command by its name. Each throws {@link DeskError} alone. */
export const desk = Object.fromEntries(
  Object.entries(commands).map(([name, command]) => [
    name,
    (...args: unknown[]) => unwrap((command as (...args: unknown[]) => Promise<Answer<unknown>>)(...args)),
  ]),
) as { [Name in keyof Commands]: Unwrapped<Commands[Name]> };

/** How long work is watched and stopped. */
export interface Watch {
  /** Hears how far it is, some times a second. */
  progress?: (progress: Progress) => void;
  /** Stops it: it then throws `cancelled`, and nothing was changed. */
  signal?: AbortSignal;
}

let lastJob = 0;

async function watched<T>(
  watch: Watch,
  run: (job: number, progress: Channel<Progress>) => Promise<Answer<T>>,
): Promise<T> {
  if (watch.signal?.aborted) throw new DeskError({ kind: 'cancelled' });
  lastJob += 1;
  const job = lastJob;
  const channel = new Channel<Progress>((progress) => watch.progress?.(progress));
  const stop = () => void commands.cancelJob(job);
  watch.signal?.addEventListener('abort', stop);
  try {
    return await unwrap(run(job, channel));
  } finally {
    watch.signal?.removeEventListener('abort', stop);
  }
}

/** Tries an import and writes nothing. Its rows can then be asked for with `desk.dryRunRows`. */
export function dryRun(request: Request, watch: Watch = {}): Promise<Report> {
  return watched(watch, (job, progress) => commands.dryRun(job, request, progress));
}

/**
 * Imports a file: all of it, or nothing.
 *
 * @param seen the `fileHash` of the dry run that the user has seen: a file changed since is refused.
 */
export function importFile(request: Request, seen: string | null, watch: Watch = {}): Promise<ImportDone> {
  return watched(watch, (job, progress) => commands.import(job, request, seen, progress));
}

/** Loads the sample catalogue that comes with the app. */
export function loadSample(watch: Watch = {}): Promise<ImportDone> {
  return watched(watch, (job, progress) => commands.loadSample(job, progress));
}

/** Asks for a place and writes a list there as CSV; nothing where the user chose none. */
export function exportList(
  list: ListOut,
  words: DialogWords,
  name: string,
  watch: Watch = {},
): Promise<Saved | null> {
  return watched(watch, (job, progress) => commands.exportList(job, list, words, name, progress));
}

/** Restores a backup: everything becomes as it was then, or nothing changes. */
export function restoreBackup(name: string, watch: Watch = {}): Promise<RestoredBackup> {
  return watched(watch, (job, progress) => commands.restoreBackup(job, name, progress));
}

/** Asks for a place and copies the workspace there; nothing where the user chose none. */
export function backUpTo(words: DialogWords, name: string, watch: Watch = {}): Promise<Copied | null> {
  return watched(watch, (job, progress) => commands.backUpTo(job, words, name, progress));
}

/** The same, and opens the copy in place of the workspace. */
export function duplicateWorkspace(
  words: DialogWords,
  name: string,
  watch: Watch = {},
): Promise<Overview | null> {
  return watched(watch, (job, progress) => commands.duplicateWorkspace(job, words, name, progress));
}

/** Asks for a place, reads what can be read of a damaged workspace into a new one there, and opens that one. */
export function salvageWorkspace(
  words: DialogWords,
  name: string,
  watch: Watch = {},
): Promise<SalvagedWorkspace | null> {
  return watched(watch, (job, progress) => commands.salvageWorkspace(job, words, name, progress));
}

/** Stops listening. */
export type Unlisten = () => void;

/** Hears of files that are dragged over the window and dropped on it. Dropped ones may be imported. */
export function onFileDrag(hear: (drag: FileDrag) => void): Promise<Unlisten> {
  return events.fileDrag.listen((event) => hear(event.payload));
}

/** Hears of a click on the notification of an import: its summary is wanted. */
export function onNotificationClicked(hear: (clicked: NotificationClicked) => void): Promise<Unlisten> {
  return events.notificationClicked.listen((event) => hear(event.payload));
}

/** Hears of what is wrong with the workspace, and of what could not be done for it. */
export function onTrouble(hear: (trouble: Trouble) => void): Promise<Unlisten> {
  return events.trouble.listen((event) => hear(event.payload));
}

/** Hears of changes that nobody asked for: proposals expired, hidden ones came back. */
export function onHappenedByItself(hear: (happened: HappenedByItself) => void): Promise<Unlisten> {
  return events.happenedByItself.listen((event) => hear(event.payload));
}
