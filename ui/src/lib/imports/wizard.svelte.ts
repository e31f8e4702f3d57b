import type {
  ChosenFile,
  Field,
  Fixes,
  ImportDone,
  ImportKind,
  Preview,
  Reading,
  Report,
  Request,
} from '$lib/ipc/client';
import { isRefusal, type Watch } from '$lib/ipc/client';
import type { ImportDoor } from './door';
import { DryRunRows } from './dry-run-rows.svelte';
import { mappedTwice, mappingOf, missingFields, withField, type Mapping } from './mapping';
import { NO_HEADER } from './reading';
import { Run } from './run.svelte';

/** A file as it is read now, and what its columns fill. */
export interface Draft {
  /** What the user set of how it is read; the rest is found out. */
  readonly reading: Reading;
  readonly preview: Preview;
  readonly mapping: Mapping;
}

/** A finished dry run and its rows. */
export interface Trial {
  readonly report: Report;
  readonly rows: DryRunRows;
}

/** Where the wizard stands. Each step has what it needs, and nothing else. */
export type Step =
  | { at: 'opening' }
  | { at: 'unreadable'; error: unknown }
  | { at: 'columns'; draft: Draft; rereading: boolean; error: unknown }
  | { at: 'trying'; draft: Draft; run: Run }
  | { at: 'tryFailed'; draft: Draft; error: unknown }
  | { at: 'dryRun'; draft: Draft; trial: Trial; creating: string | undefined; error: unknown }
  | { at: 'importing'; draft: Draft; trial: Trial; run: Run }
  | { at: 'importFailed'; draft: Draft; trial: Trial; error: unknown }
  | { at: 'done'; done: ImportDone };

/** Why the columns cannot be tried as they are matched. */
export interface ColumnProblems {
  twice: ReadonlySet<Field>;
  missing: readonly (readonly Field[])[];
}

/** How a file is read when nothing is set. */
const FOUND_OUT: Reading = { encoding: null, delimiter: null, headerRow: null };

/** Rows as the file has them. */
const NOTHING_FIXED: Fixes = { cells: [], values: [], skipped: [], choices: [] };

/** One file on its way into the workspace. */
export class Wizard {
  readonly kind: ImportKind;
  readonly file: ChosenFile;
  /** Where it stands. */
  step = $state.raw<Step>({ at: 'opening' });

  readonly #door: ImportDoor;
  /** Answers to what was asked before the last question are dropped. */
  #question = 0;
  #stop: AbortController | undefined;
  /** Nobody looks at it any more: nothing new begins. */
  #left = false;

  constructor(kind: ImportKind, file: ChosenFile, door: ImportDoor) {
    this.kind = kind;
    this.file = file;
    this.#door = door;
  }

  /** What keeps the columns from being tried. */
  problemsOf(mapping: Mapping): ColumnProblems {
    return { twice: mappedTwice(mapping), missing: missingFields(this.kind, mapping) };
  }

  /** Whether something runs that would be lost by leaving. */
  get running(): boolean {
    return this.step.at === 'trying' || this.step.at === 'importing';
  }

  /** Reads the file as it seems to want to be read. Also the way to try again. */
  async open(): Promise<void> {
    const question = (this.#question += 1);
    this.step = { at: 'opening' };
    try {
      const preview = await this.#door.preview(this.#request(FOUND_OUT, null));
      if (question !== this.#question) return;
      this.#show(FOUND_OUT, preview, mappingOf(preview));
    } catch (error) {
      if (question === this.#question) this.step = { at: 'unreadable', error };
    }
  }

  /** Reads the file in another way. Where that fails, the rows from before stay, with the error above them. */
  async readAs(change: Partial<Reading>): Promise<void> {
    const { step } = this;
    if (!('draft' in step) || this.running) return;
    const before = step.draft;
    const reading = { ...before.reading, ...change };
    const question = (this.#question += 1);
    this.step = { at: 'columns', draft: { ...before, reading }, rereading: true, error: undefined };
    try {
      const preview = await this.#door.preview(this.#request(reading, null));
      if (question !== this.#question) return;
      const same = sameColumns(before.preview, preview);
      this.#show(reading, preview, same ? before.mapping : mappingOf(preview));
    } catch (error) {
      if (question !== this.#question) return;
      this.step = { at: 'columns', draft: { ...before, reading }, rereading: false, error };
    }
  }

  /** Lets a column fill another field. */
  match(column: number, field: Field | null): void {
    if (this.step.at !== 'columns') return;
    const { draft } = this.step;
    this.step = { ...this.step, draft: { ...draft, mapping: withField(draft.mapping, column, field) } };
  }

  /** Whether a dry run can start from the columns as they are. */
  get canTry(): boolean {
    if (this.step.at !== 'columns' || this.step.rereading || this.step.error !== undefined) return false;
    const { twice, missing } = this.problemsOf(this.step.draft.mapping);
    return twice.size === 0 && missing.length === 0;
  }

  /** Tries the file: what would every row do? */
  async tryOut(): Promise<void> {
    if (!('draft' in this.step) || this.running) return;
    if (this.step.at === 'columns' && !this.canTry) return;
    const { draft } = this.step;
    const run = new Run();
    this.step = { at: 'trying', draft, run };
    try {
      const report = await this.#door.dryRun(this.#requestOf(draft), this.#watch(run));
      const rows = new DryRunRows(report, this.#door);
      this.step = { at: 'dryRun', draft, trial: { report, rows }, creating: undefined, error: undefined };
    } catch (error) {
      if (isRefusal(error, 'cancelled'))
        this.step = { at: 'columns', draft, rereading: false, error: undefined };
      else this.step = { at: 'tryFailed', draft, error };
    } finally {
      this.#stop = undefined;
    }
  }

  /** Reads the file again, because it has changed, and tries it where its columns still fit. */
  async tryAnew(): Promise<void> {
    await this.readAs({});
    if (this.canTry) await this.tryOut();
  }

  /**
   * Makes a group that rows name and that is missing, and tries the file anew where the dry run is still looked at.
   * @returns whether the group was made.
   */
  async createGroup(name: string): Promise<boolean> {
    if (this.step.at !== 'dryRun' || this.step.creating !== undefined) return false;
    const before = this.step;
    const asked = { ...before, creating: name, error: undefined };
    this.step = asked;
    try {
      await this.#door.createGroup(name);
    } catch (error) {
      if (this.step === asked) this.step = { ...before, error };
      return false;
    }
    if (this.step === asked && !this.#left) await this.tryOut();
    return true;
  }

  /** Imports what the dry run showed: all of it, or nothing. */
  async import(): Promise<ImportDone | undefined> {
    if (this.step.at !== 'dryRun' && this.step.at !== 'importFailed') return undefined;
    const { draft, trial } = this.step;
    const run = new Run();
    this.step = { at: 'importing', draft, trial, run };
    try {
      const seen = trial.report.fileHash;
      const done = await this.#door.import(this.#requestOf(draft), seen, this.#watch(run));
      this.step = { at: 'done', done };
      return done;
    } catch (error) {
      if (isRefusal(error, 'cancelled')) this.#backToTrial(draft, trial);
      else this.step = { at: 'importFailed', draft, trial, error };
      return undefined;
    } finally {
      this.#stop = undefined;
    }
  }

  /** Stops what runs, at once. */
  cancel(): void {
    if (this.step.at === 'trying' || this.step.at === 'importing') this.step.run.stopping = true;
    this.#stop?.abort();
  }

  /** One step back; `false` where there is none, and the wizard is to be left. */
  back(): boolean {
    const { step } = this;
    if (step.at === 'importFailed' && !this.#isStale(step.error)) {
      this.#backToTrial(step.draft, step.trial);
      return true;
    }
    if (step.at !== 'dryRun' && step.at !== 'tryFailed' && step.at !== 'importFailed') return false;
    this.toColumns();
    return true;
  }

  /** To the columns of the file, from wherever it is tried. */
  toColumns(): void {
    const { step } = this;
    if (!('draft' in step) || this.running) return;
    this.step = { at: 'columns', draft: step.draft, rereading: false, error: undefined };
  }

  /** The wizard is left: what runs is stopped, and what the shell keeps for it is let go. */
  leave(): void {
    this.#left = true;
    this.#question += 1;
    this.cancel();
    if (this.step.at !== 'done') void this.#door.forget();
  }

  #watch(run: Run): Watch {
    this.#stop = new AbortController();
    return { progress: (progress) => run.tell(progress), signal: this.#stop.signal };
  }

  #backToTrial(draft: Draft, trial: Trial): void {
    this.step = { at: 'dryRun', draft, trial, creating: undefined, error: undefined };
  }

  #show(reading: Reading, preview: Preview, mapping: Mapping): void {
    this.step = { at: 'columns', draft: { reading, preview, mapping }, rereading: false, error: undefined };
  }

  /** Whether the dry run speaks of a file or a workspace that is no more. */
  #isStale(error: unknown): boolean {
    return isRefusal(error, 'fileChanged') || isRefusal(error, 'workspaceChanged');
  }

  #requestOf(draft: Draft): Request {
    // What was found out is fixed from here on, but for the encoding: a preview looks at the head alone, the import at the
    // whole of the file.
    const { delimiter } = draft.preview;
    const { encoding } = draft.reading;
    const headerRow = draft.preview.headerRow ?? NO_HEADER;
    return this.#request({ encoding, delimiter, headerRow }, [...draft.mapping]);
  }

  #request(reading: Reading, mapping: (Field | null)[] | null): Request {
    return { file: this.file.path, kind: this.kind, reading, mapping, fixes: NOTHING_FIXED };
  }
}

function sameColumns(a: Preview, b: Preview): boolean {
  return (
    a.columns.length === b.columns.length &&
    a.columns.every((column, at) => column.name === b.columns[at]?.name)
  );
}
