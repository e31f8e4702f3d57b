import type { Field, IssueCode, Matched, PartnerId, RowFilter, RowIssue, RowReport } from '$lib/ipc/client';
import { locale } from '$lib/locale.svelte';
import { m } from '$lib/paraglide/messages';
import { announcer } from '$lib/shared/announcer.svelte';
import type { DryRunRows } from './dry-run-rows.svelte';
import {
  fixed,
  NO_HISTORY,
  NOTHING_FIXED,
  recalled,
  redone,
  undone,
  withCell,
  withChoice,
  withIncluded,
  without,
  withSkipped,
  withValue,
  type Fix,
  type FixHistory,
} from './fixes';
import { isOfCell, rowSentence } from './issues';
import { fieldsToMap, valueWord } from './values';
import type { Checked, Ticks } from './steps';
import type { Wizard } from './wizard.svelte';

/** What a cell of a row is to say, by its column. */
export type Write = readonly [column: number, value: string];

/** A cell that is being written over, and those of its row that were written just before. */
export interface Editing {
  row: RowReport;
  column: number;
  value: string;
  written: readonly Write[];
}

/** The most rows that can be left out: the shell takes no more. */
const MOST = 100_000;

/** What is done to the rows of a dry run: where one stands, what is being mended, and what became of it. */
export class Fixing {
  /** The cell that is being written over in the table. */
  editing = $state.raw<Editing | undefined>();
  /** The row whose details stand open, and the column to begin in. */
  opened = $state.raw<{ row: RowReport; column: number | undefined } | undefined>();
  /** What became of the last fix. */
  said = $state('');
  /** The rows of a cause are being gathered. */
  gathering = $state(false);
  /** The names of the groups there are. */
  groups = $state.raw<readonly string[]>([]);
  /** Puts the keyboard on the table; the table sets it. */
  focus: () => void = () => undefined;
  /** Puts the cursor into the field that finds rows; the bar of the table sets it. */
  find: () => void = () => undefined;

  /** The accounts that rows could be chosen from: once one is, the row no longer has several. */
  #offered = $state.raw<Readonly<Record<number, readonly Matched[]>>>({});

  readonly rows: DryRunRows;
  readonly #wizard: Wizard;

  constructor(wizard: Wizard, rows: DryRunRows) {
    this.#wizard = wizard;
    this.rows = rows;
  }

  /** The fixes as they stand. */
  get history(): FixHistory | undefined {
    const { step } = this.#wizard;
    return 'draft' in step ? step.draft.fixes : undefined;
  }

  /** The field of each column. */
  get mapping(): readonly (Field | null)[] {
    const { step } = this.#wizard;
    return 'draft' in step ? step.draft.mapping : [];
  }

  /** The row that the keyboard stands on. */
  get current(): RowReport | undefined {
    return this.rows.pages.row(this.rows.standing);
  }

  /** Whether a cell was written over here. */
  isWritten(row: number, column: number | undefined): boolean {
    return this.history?.now.cells.some((cell) => cell.row === row && cell.column === column) ?? false;
  }

  /** Whether a row was left out here. */
  isSkipped(row: number): boolean {
    return this.history?.now.skipped.includes(row) ?? false;
  }

  /** Reads values as earlier imports read them, where this file has them and nothing was mended yet. */
  async recall(): Promise<void> {
    const { step } = this.#wizard;
    if (step.at !== 'dryRun' || step.draft.fixes !== NO_HISTORY) return;
    const values = recalled(step.trial.report, step.draft.preview.values ?? []);
    if (values.length === 0) return;
    const words = { count: values.length, shown: locale.number(values.length) };
    const read = (history: FixHistory) => fixed(history, { ...history.now, values });
    await this.#fix(read, () => m.import_fixes_recalled(words));
  }

  /** Asks which groups there are. */
  async learnGroups(): Promise<void> {
    try {
      this.groups = await this.#wizard.door.groups();
    } catch {
      // Without them a group can still be created, or a cell be written.
    }
  }

  /** Moves the keyboard to a row; details that stand open follow. */
  stand(index: number): void {
    this.rows.standing = Math.max(0, Math.min(index, this.rows.count - 1));
    if (this.opened && this.current) this.opened = { row: this.current, column: undefined };
  }

  /** Moves the keyboard by some rows. Where the row whose details stand open has gone, the one in its place is next. */
  step(by: number): void {
    const gone = this.opened !== undefined && this.opened.row.row !== this.current?.row;
    this.stand(this.rows.standing + (gone && by > 0 ? by - 1 : by));
  }

  /** Moves the keyboard to the next problem, or the one before; it goes round at the ends. */
  toProblem(by: 1 | -1): void {
    const { problems, standing } = this.rows;
    if (problems === 0) this.#say(m.import_no_problem_here());
    else if (standing >= problems) this.stand(by > 0 ? 0 : problems - 1);
    else this.stand((standing + by + problems) % problems);
  }

  /** Opens the details of a row. */
  open(row = this.current, column?: number): void {
    this.editing = undefined;
    if (row) this.opened = { row, column };
  }

  /** Closes the details. */
  close(): void {
    this.opened = undefined;
    this.focus();
  }

  /** Begins to write a cell over; without a column the one that is wrong. `shown` are the columns of the table. */
  edit(row: RowReport | undefined, shown: readonly number[], column = this.#faulty(row)): void {
    if (!row) return;
    if (column === undefined || !shown.includes(column)) return this.open(row, column);
    this.opened = undefined;
    this.editing = { row, column, value: row.fields[column] ?? '', written: [] };
  }

  /** What stands in the cell that is being written over. */
  type(value: string): void {
    if (this.editing) this.editing = { ...this.editing, value };
  }

  /** Goes on to another cell of the row; all that was written counts once it is saved. */
  editNext(column: number): void {
    const { editing } = this;
    if (!editing) return;
    const written = writesOf(editing);
    const before = written.find(([at]) => at === column)?.[1];
    const value = before ?? editing.row.fields[column] ?? '';
    this.editing = { row: editing.row, column, value, written };
  }

  /** Leaves the cell as it was. */
  leave(): void {
    this.editing = undefined;
    this.focus();
  }

  /** Saves what was written in the row; `goOn`: then goes to the next problem. */
  async save(goOn: boolean): Promise<void> {
    const { editing } = this;
    if (!editing) return;
    this.editing = undefined;
    if (goOn) this.focus();
    await this.write(editing.row, writesOf(editing), goOn);
  }

  /** Writes cells of a row over. */
  async write(row: RowReport, cells: readonly Write[], goOn = false): Promise<void> {
    const changed = cells.filter(([column, value]) => value !== (row.fields[column] ?? ''));
    if (changed.length === 0) {
      if (goOn) this.toProblem(1);
      return;
    }
    for (const [column, value] of changed) this.rows.write(row.row, column, value);
    await this.#fixRow(
      row.row,
      (history) =>
        fixed(
          history,
          changed.reduce((now, [column, value]) => withCell(now, row.row, column, value), history.now),
        ),
      goOn,
    );
  }

  /** Takes what an issue suggests. */
  async take(row: RowReport, issue: RowIssue): Promise<void> {
    const column = issue.field === null ? undefined : this.rows.column(issue.field);
    if (column === undefined || !issue.suggestion) return;
    await this.write(row, [[column, mendedCell(row.fields[column] ?? '', issue)]], true);
  }

  /** The accounts that a row can be about; none where its keys lead to one at most. */
  candidatesOf(row: RowReport): readonly Matched[] {
    return row.candidates.length > 0 ? row.candidates : (this.#offered[row.row] ?? []);
  }

  /** Chooses the account that a row is about; none: a new partner. */
  async choose(report: RowReport, partner: PartnerId | null): Promise<void> {
    const { row } = report;
    this.#offered = { ...this.#offered, [row]: this.candidatesOf(report) };
    await this.#fixRow(row, (history) => fixed(history, withChoice(history.now, row, partner)), false);
  }

  /** Takes a value for another in all rows that have it; empty: leaves it out. */
  async map(code: IssueCode, from: string, to: string): Promise<void> {
    const fields = fieldsToMap(code, from, this.mapping);
    const [field] = fields;
    if (!field) return;
    const said = () =>
      to === '' ? m.import_fixed_empty({ from }) : m.import_fixed_value({ from, to: valueWord(field, to) });
    await this.#fix((history) => fixed(history, withValue(history.now, fields, from, to)), said);
  }

  /** Leaves a row out, or takes it in again. */
  async skip(row = this.current): Promise<void> {
    if (!row) return;
    const rows = [row.row];
    if (this.isSkipped(row.row)) await this.include(rows);
    else await this.#skip(rows);
  }

  /** Leaves all rows out that a filter leaves. */
  async skipAll(filter: RowFilter): Promise<void> {
    if (this.gathering) return;
    this.gathering = true;
    try {
      await this.#skip(await this.rows.numbers(filter, MOST));
    } catch {
      this.#say(m.import_skip_failed());
    } finally {
      this.gathering = false;
    }
  }

  /** Takes rows in again that were left out; all of them where nothing is said. */
  async include(rows = this.history?.now.skipped ?? []): Promise<void> {
    const count = rows.length;
    await this.#fix(
      (history) => fixed(history, withIncluded(history.now, rows)),
      () => m.import_fixed_included({ count, shown: locale.number(count) }),
    );
  }

  async #skip(rows: readonly number[]): Promise<void> {
    const count = rows.length;
    if ((this.history?.now.skipped.length ?? 0) + count > MOST) {
      this.#say(m.import_skip_too_many({ most: locale.number(MOST) }));
      return;
    }
    await this.#fix(
      (history) => fixed(history, withSkipped(history.now, rows)),
      () => m.import_fixed_skipped({ count, shown: locale.number(count) }),
    );
  }

  /** Takes the last fix back. */
  async undo(): Promise<void> {
    if (this.history?.past.length) await this.#fix(undone, () => m.import_fix_undone());
    else this.#say(m.import_no_fix_to_undo());
  }

  /** Makes the fix again that was taken back last. */
  async redo(): Promise<void> {
    if (this.history?.future.length) await this.#fix(redone, () => m.import_fix_redone());
    else this.#say(m.import_no_fix_to_redo());
  }

  /** Takes one of the fixes back, or all of them. */
  async remove(fix?: Fix): Promise<void> {
    await this.#fix(
      (history) => fixed(history, fix ? without(history.now, fix) : NOTHING_FIXED),
      () => (fix ? m.import_fix_undone() : m.import_fixes_cleared()),
    );
  }

  /** A group was made that rows named: they have been checked with it. */
  madeGroup(name: string): void {
    this.#tell(m.import_group_now({ name }));
    void this.#refreshOpened();
  }

  /** The column of the first error of a row; nothing where it is no matter of one cell. */
  #faulty(row: RowReport | undefined): number | undefined {
    const wrong = row?.issues.find(isOfCell);
    return wrong?.field ? this.rows.column(wrong.field) : undefined;
  }

  /** What the user allows the import besides. */
  get ticks(): Ticks | undefined {
    const { step } = this.#wizard;
    return 'draft' in step ? step.draft.ticks : undefined;
  }

  /** Allows something besides, or no longer. */
  async tick(change: Partial<Ticks>, said: () => string): Promise<void> {
    await this.#afterwards(this.#wizard.tick(change), said);
  }

  async #fix(change: (history: FixHistory) => FixHistory, said: () => string): Promise<Checked> {
    return this.#afterwards(this.#wizard.fix(change), said);
  }

  /** Says what a check of the rows came to. */
  async #afterwards(check: Promise<Checked>, said: () => string): Promise<Checked> {
    const became = await check;
    if (became === 'checked') this.#tell(said());
    else if (became === 'takenBack') this.#tellTakenBack();
    if (became !== 'overtaken') await this.#refreshOpened();
    return became;
  }

  /** Mends one row, and goes to where it stands then, or to the next problem. */
  async #fixRow(row: number, change: (history: FixHistory) => FixHistory, goOn: boolean): Promise<void> {
    const at = this.rows.standing;
    const next = at + 1 < this.rows.problems ? this.rows.pages.row(at + 1)?.row : undefined;
    const became = await this.#wizard.fix(change);
    if (became === 'overtaken') return;
    if (became === 'takenBack') return this.#tellTakenBack();
    const now = await this.#wizard.door.row(row).catch(() => undefined);
    const wrong = now?.outcome === 'error';
    const shown = locale.number(row);
    this.#tell(
      now && wrong
        ? m.import_row_still_wrong({ row: shown, what: rowSentence(this.#wizard.kind, now).text })
        : m.import_row_fine({ row: shown }),
    );
    if (this.opened?.row.row === row && now) this.opened = { ...this.opened, row: now };
    // A row that is mended goes to its place among the right ones; the keyboard stays with the problems.
    if (goOn && !wrong && next === undefined) this.rows.standing = 0;
    else {
      const found = this.rows.find(goOn && !wrong ? (next ?? row) : row, at);
      if (found !== undefined && (goOn || found < this.rows.problems)) this.rows.standing = found;
    }
  }

  async #refreshOpened(): Promise<void> {
    const { opened } = this;
    if (!opened) return;
    const row = await this.#wizard.door.row(opened.row.row).catch(() => undefined);
    if (row && this.opened === opened) this.opened = { ...opened, row };
  }

  #tellTakenBack(): void {
    const { step } = this.#wizard;
    if (step.at !== 'dryRun') return;
    this.#say(step.error === undefined ? m.import_fix_stopped() : m.import_fix_failed());
  }

  /** Says what became of a fix, and how many errors are left. */
  #tell(said: string): void {
    const { step } = this.#wizard;
    if (step.at !== 'dryRun') return;
    const { error } = step.trial.report.outcomes;
    const left =
      error === 0
        ? m.import_no_errors_left()
        : m.import_errors_left({ count: error, shown: locale.number(error) });
    this.#say(m.import_two_sentences({ first: said, second: left }));
  }

  #say(text: string): void {
    this.said = text;
    announcer.say(text);
  }
}

/** All that was written in a row, the cell that is being written last. */
const writesOf = ({ written, column, value }: Editing): Write[] => [
  ...written.filter(([at]) => at !== column),
  [column, value],
];

/** A cell with what an issue of it suggests: all of it, or the entry of a list that is wrong. */
export function mendedCell(cell: string, issue: RowIssue): string {
  const suggestion = issue.suggestion ?? '';
  if (cell.trim() === issue.value || issue.value === '' || !cell.includes(issue.value)) return suggestion;
  return cell.replace(issue.value, () => suggestion);
}
