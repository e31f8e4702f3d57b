import type { Field, Report, RowFilter, RowReport } from '$lib/ipc/client';
import { Pages } from '$lib/shared/pages.svelte';
import type { ImportDoor } from './door';

/** Rows that the shell gives at once. */
const PAGE = 500;
/** How far from where it stood a row is looked for. */
const REACH = 120;

const ALL: RowFilter = { kind: 'all' };

/** Milliseconds after the last key before a text is looked for: finding it reads the file once more. */
const TYPING = 150;

/**
 * The rows of a dry run: all, those of one outcome or of one problem, and of them those with a text; problems first, a few
 * pages at a time.
 */
export class DryRunRows {
  /** Which rows are looked at. */
  filter = $state.raw<RowFilter>(ALL);
  /** The text that they have in a cell; empty: any. */
  text = $state('');
  /** How many they are. */
  count = $state(0);
  /** The row that the keyboard stands on. */
  standing = $state(0);
  readonly pages: Pages<RowReport>;

  readonly #door: Pick<ImportDoor, 'rows'>;
  #report = $state.raw() as Report;
  /** How many of the rows that are looked at have errors. */
  #errors = $state(0);
  #typing: ReturnType<typeof setTimeout> | undefined;

  constructor(report: Report, door: Pick<ImportDoor, 'rows'>) {
    this.#door = door;
    this.#report = report;
    this.count = report.rows;
    this.#errors = report.outcomes.error;
    this.pages = new Pages<RowReport>(async (offset, limit) => {
      const { filter, text } = this;
      const { total, errors, rows } = await door.rows(filter, text, offset, limit);
      if (filter === this.filter && text === this.text) [this.count, this.#errors] = [total, errors];
      return rows;
    });
  }

  /** Looks at other rows; at all of them where nothing is said. */
  look(filter: RowFilter = ALL): void {
    this.filter = filter;
    this.count = expected(this.#report, filter);
    this.standing = 0;
    this.pages.reset();
  }

  /** Looks, among the rows that are looked at, at those with a text in a cell. */
  search(text: string): void {
    this.text = text;
    clearTimeout(this.#typing);
    this.#typing = setTimeout(
      () => {
        this.count = expected(this.#report, this.filter);
        this.standing = 0;
        this.pages.reset();
      },
      text === '' ? 0 : TYPING,
    );
  }

  /**
   * Shows the rows of another dry run of the same file in the place of these: those that are looked at are there before
   * any of the old ones goes. Where a problem or an outcome has no rows any more, all rows are looked at.
   */
  async renew(report: Report): Promise<void> {
    const { filter, text } = this;
    const next = stillThere(report, filter);
    let [total, errors] = [expected(report, next), report.outcomes.error];
    const fetch = async (offset: number, limit: number) => {
      const page = await this.#door.rows(next, text, offset, limit);
      ({ total, errors } = page);
      return page.rows;
    };
    const fromTop = next !== filter;
    const ahead = await this.pages.ahead(fetch, { total, at: fromTop ? 0 : this.standing, fromTop });
    this.#report = report;
    if (filter === this.filter && text === this.text) {
      this.filter = next;
      [this.count, this.#errors] = [total, errors];
      this.standing = fromTop ? 0 : Math.max(0, Math.min(this.standing, total - 1));
      this.pages.turn(ahead);
    } else {
      // Other rows were asked for meanwhile.
      this.count = expected(report, this.filter);
      this.pages.reset();
    }
  }

  /** Every row's number that a filter leaves, fetched page by page, at most `limit`. */
  async numbers(filter: RowFilter, limit: number): Promise<number[]> {
    const numbers: number[] = [];
    for (;;) {
      const { total, rows } = await this.#door.rows(filter, '', numbers.length, PAGE);
      numbers.push(...rows.map(({ row }) => row));
      if (rows.length === 0 || numbers.length >= Math.min(total, limit)) return numbers;
    }
  }

  /** Shows a cell as it was just written, before the check tells what comes of it. */
  write(row: number, column: number, value: string): void {
    this.pages.replace((known) => {
      if (known.row !== row) return known;
      const fields = this.#report.preview.columns.map((_, at) => known.fields[at] ?? '');
      fields[column] = value;
      return { ...known, fields };
    });
  }

  /** Where a row stands among those in hand, looked for from an index outwards. */
  find(row: number, near: number): number | undefined {
    for (let by = 0; by <= REACH; by += 1) {
      const at = [near - by, near + by].find((index) => this.pages.row(index)?.row === row);
      if (at !== undefined) return at;
    }
    return undefined;
  }

  /** How many rows at the head of the list have the problem that one goes through: errors, or the one looked at. */
  get problems(): number {
    return this.filter.kind === 'code' ? this.count : this.#errors;
  }

  /** The column that fills a field; nothing where none does. */
  column(field: Field): number | undefined {
    const column = this.#report.preview.columns.findIndex((candidate) => candidate.field === field);
    return column < 0 ? undefined : column;
  }

  /** What the file has in a row for a field; empty where no column fills it. */
  value(row: RowReport, field: Field): string {
    return row.fields[this.column(field) ?? -1] ?? '';
  }
}

/** The count that a report gives, so that the list has its length before its first page is there. */
function expected(report: Report, filter: RowFilter): number {
  if (filter.kind === 'all') return report.rows;
  if (filter.kind === 'outcome') return report.outcomes[filter.outcome];
  if (filter.kind === 'reception') return report.applications?.[filter.reception] ?? 0;
  const cause = report.causes.find(({ code }) => code === filter.code);
  if (filter.value === null) return cause?.rows ?? 0;
  return cause?.values.find(({ value }) => value === filter.value)?.rows ?? 0;
}

/** What can be looked at instead where nothing is left of it. */
function stillThere(report: Report, filter: RowFilter): RowFilter {
  if (expected(report, filter) > 0) return filter;
  if (filter.kind === 'code' && filter.value !== null) return stillThere(report, { ...filter, value: null });
  return filter.kind === 'all' ? filter : ALL;
}
