import type { ChosenFile, Field, ImportDone, ImportKind, Preview, Reading, Request } from '$lib/ipc/client';
import { DeskError, isRefusal, type Watch } from '$lib/ipc/client';
import type { ImportDoor } from './door';
import { DryRunRows } from './dry-run-rows.svelte';
import { fixCount, NO_HISTORY, type FixHistory } from './fixes';
import { mappedTwice, mappingOf, missingFields, withField, type Mapping } from './mapping';
import { NO_HEADER } from './reading';
import { Run } from './run.svelte';
import {
  NO_TICKS,
  type Checked,
  type ColumnProblems,
  type Draft,
  type Step,
  type Ticks,
  type Trial,
} from './steps';

/** How a file is read when nothing is set. */
const FOUND_OUT: Reading = {
  encoding: null,
  delimiter: null,
  quoting: null,
  headerRow: null,
  sheet: null,
  dates: null,
};

/** One file on its way into the workspace. */
export class Wizard {
  readonly kind: ImportKind;
  readonly file: ChosenFile;
  /** Where it stands. */
  step = $state.raw<Step>({ at: 'opening' });

  /** What it needs of the shell. */
  readonly door: ImportDoor;
  /** Answers to what was asked before the last question are dropped. */
  #question = 0;
  #stop: AbortController | undefined;
  /** Only the last of several checks counts. */
  #lastCheck = 0;
  /** The check under way: the shell does one long thing at a time. */
  #checking: Promise<unknown> = Promise.resolve();
  /** What becomes of the fix, or of the group, that is being made: an import that is asked for meanwhile waits for it. */
  #mending: Promise<Checked> = Promise.resolve('checked');
  /** Nobody looks at it any more: nothing new begins. */
  #left = false;

  constructor(kind: ImportKind, file: ChosenFile, door: ImportDoor) {
    this.kind = kind;
    this.file = file;
    this.door = door;
  }

  /** What keeps the columns from being tried. */
  problemsOf(mapping: Mapping): ColumnProblems {
    return { twice: mappedTwice(mapping), missing: missingFields(this.kind, mapping) };
  }

  /** Whether something runs that would be lost by leaving. */
  get running(): boolean {
    return this.step.at === 'trying' || this.step.at === 'importing';
  }

  /** How many fixes would be lost by leaving. */
  get fixes(): number {
    return 'draft' in this.step ? fixCount(this.step.draft.fixes.now) : 0;
  }

  /** Reads the file as it seems to want to be read. Also the way to try again. */
  async open(): Promise<void> {
    const question = (this.#question += 1);
    this.step = { at: 'opening' };
    try {
      const preview = await this.door.preview(this.#request(FOUND_OUT, null));
      if (question !== this.#question) return;
      const mapping = mappingOf(preview);
      this.#show({ reading: FOUND_OUT, preview, mapping, fixes: NO_HISTORY, ticks: NO_TICKS, gone: 0 });
    } catch (error) {
      if (question === this.#question) this.step = { at: 'unreadable', error };
    }
  }

  /**
   * Reads the file in another way. Where that fails, the rows from before stay, with the error above them. Fixes stay
   * only where its rows are the same ones.
   */
  async readAs(change: Partial<Reading>, { anew = false } = {}): Promise<void> {
    const { step } = this;
    if (!('draft' in step) || this.running) return;
    const before = step.draft;
    const reading = { ...before.reading, ...change };
    const question = (this.#question += 1);
    this.#stopCheck();
    this.step = { at: 'columns', draft: { ...before, reading }, rereading: true, error: undefined };
    try {
      const preview = await this.door.preview(this.#request(reading, null));
      if (question !== this.#question) return;
      const same = sameColumns(before.preview, preview);
      const kept = same && !anew && sameReading(before.preview, preview);
      this.#show({
        reading,
        preview,
        mapping: same ? before.mapping : mappingOf(preview),
        fixes: kept ? before.fixes : NO_HISTORY,
        ticks: before.ticks,
        gone: kept ? before.gone : fixCount(before.fixes.now),
      });
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
      const report = await this.door.dryRun(this.#requestOf(draft), this.#watch(run));
      const rows = new DryRunRows(report, this.door);
      this.#backToTrial(draft, { report, rows, fixes: draft.fixes, ticks: draft.ticks });
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
    const { step } = this;
    await this.readAs({}, { anew: 'error' in step && isRefusal(step.error, 'fileChanged') });
    if (this.canTry) await this.tryOut();
  }

  /** Mends rows, or takes that back: the rows are checked again at once, and stay where they are seen. */
  async fix(change: (fixes: FixHistory) => FixHistory): Promise<Checked> {
    if (this.step.at !== 'dryRun') return 'takenBack';
    const { draft } = this.step;
    const fixes = change(draft.fixes);
    if (fixes === draft.fixes) return 'takenBack';
    this.#mending = this.#check({ ...draft, fixes, gone: 0 });
    return this.#mending;
  }

  /** Allows something besides, or no longer: the rows are checked again at once, as after a fix. */
  async tick(change: Partial<Ticks>): Promise<Checked> {
    if (this.step.at !== 'dryRun') return 'takenBack';
    const { draft } = this.step;
    return this.#check({ ...draft, ticks: { ...draft.ticks, ...change } });
  }

  /** The workspace was changed: its rows are checked again. */
  async recheck(): Promise<Checked> {
    return this.step.at === 'dryRun' ? this.#check(this.step.draft) : 'takenBack';
  }

  /** Tries the file again while its rows from before are looked at. */
  async #check(draft: Draft): Promise<Checked> {
    if (this.step.at !== 'dryRun') return 'takenBack';
    const check = (this.#lastCheck += 1);
    const isLast = () => check === this.#lastCheck;
    const run = new Run();
    this.#stop?.abort();
    this.step = { ...this.step, draft, check: run, error: undefined };
    await this.#checking;
    if (!isLast()) return 'overtaken';
    const checked = this.#tryAgain(draft, run);
    this.#checking = checked;
    const error = await checked;
    if (this.step.at !== 'dryRun') return 'takenBack';
    if (!isLast()) return 'overtaken';
    if (error === undefined) {
      this.step = { ...this.step, check: undefined };
      return 'checked';
    }
    const { trial } = this.step;
    trial.rows.pages.reset();
    if (this.#isStale(error.why)) this.step = { at: 'tryFailed', draft: this.step.draft, error: error.why };
    else {
      const said = isRefusal(error.why, 'cancelled') ? undefined : error.why;
      this.#backToTrial({ ...draft, fixes: trial.fixes, ticks: trial.ticks }, trial, said);
    }
    return 'takenBack';
  }

  /** @returns why it failed; nothing where the rows are those of the draft now. */
  async #tryAgain(draft: Draft, run: Run): Promise<{ why: unknown } | undefined> {
    try {
      if (run.stopping) throw new DeskError({ kind: 'cancelled' });
      const report = await this.door.dryRun(this.#requestOf(draft), this.#watch(run));
      const { step } = this;
      if (step.at !== 'dryRun') return undefined;
      if (report.fileHash !== step.trial.report.fileHash) throw new DeskError({ kind: 'fileChanged' });
      await step.trial.rows.renew(report);
      if (this.step.at === 'dryRun') {
        const { fixes, ticks } = draft;
        this.step = { ...this.step, trial: { ...this.step.trial, report, fixes, ticks } };
      }
      return undefined;
    } catch (why) {
      return { why };
    } finally {
      this.#stop = undefined;
    }
  }

  /** What is being checked is no longer wanted. */
  #stopCheck(): void {
    this.#lastCheck += 1;
    this.#stop?.abort();
  }

  /**
   * Makes a group that rows name and that is missing, and checks the rows again where they are still looked at.
   * @returns whether the group was made.
   */
  async createGroup(name: string): Promise<boolean> {
    if (this.step.at !== 'dryRun' || this.step.creating !== undefined) return false;
    this.step = { ...this.step, creating: name, error: undefined };
    const made = this.door.createGroup(name);
    this.#mending = made.then(
      () => this.#checkWithGroup(),
      (error: unknown) => this.#withoutGroup(error),
    );
    await this.#mending;
    return made.then(
      () => true,
      () => false,
    );
  }

  async #checkWithGroup(): Promise<Checked> {
    if (this.step.at !== 'dryRun' || this.#left) return 'takenBack';
    this.step = { ...this.step, creating: undefined };
    return this.#check(this.step.draft);
  }

  #withoutGroup(error: unknown): Checked {
    if (this.step.at === 'dryRun') this.step = { ...this.step, creating: undefined, error };
    return 'takenBack';
  }

  /**
   * Imports what the dry run showed: all of it, or nothing. While a fix is being checked it waits for that; where the fix is
   * taken back or makes more rows wrong, that is to be seen first.
   */
  async import(): Promise<ImportDone | undefined> {
    if (this.#isMending && !(await this.#isMended())) return undefined;
    if (this.step.at !== 'dryRun' && this.step.at !== 'importFailed') return undefined;
    const { draft, trial } = this.step;
    const run = new Run();
    this.step = { at: 'importing', draft, trial, run };
    try {
      const seen = trial.report.fileHash;
      const done = await this.door.import(this.#requestOf(draft), seen, this.#watch(run));
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

  get #isMending(): boolean {
    const { step } = this;
    return step.at === 'dryRun' && (step.check !== undefined || step.creating !== undefined);
  }

  /** Whether the fix that is being checked holds, with no more rows wrong than before. */
  async #isMended(): Promise<boolean> {
    const { step } = this;
    if ((await this.#mending) !== 'checked' || step.at !== 'dryRun' || this.step.at !== 'dryRun')
      return false;
    return this.step.trial.report.outcomes.error <= step.trial.report.outcomes.error;
  }

  /** Stops what runs, at once. */
  cancel(): void {
    if (this.step.at === 'trying' || this.step.at === 'importing') this.step.run.stopping = true;
    if (this.step.at === 'dryRun' && this.step.check) this.step.check.stopping = true;
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
    this.#stopCheck();
    this.step = { at: 'columns', draft: step.draft, rereading: false, error: undefined };
  }

  /** The wizard is left: what runs is stopped, and what the shell keeps for it is let go. */
  leave(): void {
    this.#left = true;
    this.#question += 1;
    this.cancel();
    if (this.step.at !== 'done') void this.door.forget();
  }

  /** It was left and is looked at again: from its columns on, for what the shell kept of it is gone. */
  comeBack(): void {
    this.#left = false;
    this.toColumns();
  }

  #watch(run: Run): Watch {
    this.#stop = new AbortController();
    return { progress: (progress) => run.tell(progress), signal: this.#stop.signal };
  }

  #backToTrial(draft: Draft, trial: Trial, error?: unknown): void {
    this.step = { at: 'dryRun', draft, trial, check: undefined, creating: undefined, error };
  }

  #show(draft: Draft): void {
    this.step = { at: 'columns', draft, rereading: false, error: undefined };
  }

  /** Whether the dry run speaks of a file or a workspace that is no more. */
  #isStale(error: unknown): boolean {
    return isRefusal(error, 'fileChanged') || isRefusal(error, 'workspaceChanged');
  }

  #requestOf(draft: Draft): Request {
    // What was found out is fixed from here on, but for the encoding: a preview looks at the head alone, the import at the
    // whole of the file.
    const { delimiter, quoting = null, sheet = null } = draft.preview;
    const { encoding, dates = null } = draft.reading;
    const headerRow = draft.preview.headerRow ?? NO_HEADER;
    const reading: Reading = { encoding, delimiter, quoting, headerRow, sheet, dates };
    return { ...this.#request(reading, [...draft.mapping], draft.fixes), ...draft.ticks };
  }

  #request(reading: Reading, mapping: (Field | null)[] | null, { now: fixes } = NO_HISTORY): Request {
    return { file: this.file.path, kind: this.kind, reading, mapping, fixes, ...NO_TICKS };
  }
}

function sameColumns(a: Preview, b: Preview): boolean {
  return (
    a.columns.length === b.columns.length &&
    a.columns.every((column, at) => column.name === b.columns[at]?.name)
  );
}

/** Whether two readings of a file come to the same rows. */
function sameReading(a: Preview, b: Preview): boolean {
  const how = ({ encoding, delimiter, quoting, headerRow, sheet }: Preview) =>
    JSON.stringify([encoding, delimiter, quoting, headerRow, sheet]);
  return how(a) === how(b);
}
