import type { Field, Report, RowFilter, RowReport } from '$lib/ipc/client';
import { Pages } from '$lib/shared/pages.svelte';
import type { ImportDoor } from './door';

const ALL: RowFilter = { kind: 'all' };

/** The rows of a dry run: all, those of one outcome or of one problem; problems first, a few pages at a time. */
export class DryRunRows {
  /** Which rows are looked at. */
  filter = $state.raw<RowFilter>(ALL);
  /** How many they are. */
  count = $state(0);
  readonly pages: Pages<RowReport>;

  readonly #report: Report;

  constructor(report: Report, door: Pick<ImportDoor, 'rows'>) {
    this.#report = report;
    this.count = report.rows;
    this.pages = new Pages<RowReport>(async (offset, limit) => {
      const asked = this.filter;
      const { total, rows } = await door.rows(asked, offset, limit);
      if (asked === this.filter) this.count = total;
      return rows;
    });
  }

  /** Looks at other rows; at all of them where nothing is said. */
  look(filter: RowFilter = ALL): void {
    this.filter = filter;
    this.count = this.#expected(filter);
    this.pages.reset();
  }

  /** What the file has in a row for a field; empty where no column fills it. */
  value(row: RowReport, field: Field): string {
    const column = this.#report.preview.columns.findIndex((candidate) => candidate.field === field);
    return row.fields[column] ?? '';
  }

  /** The count that the report gives, so that the list has its length before its first page is there. */
  #expected(filter: RowFilter): number {
    if (filter.kind === 'all') return this.#report.rows;
    if (filter.kind === 'outcome') return this.#report.outcomes[filter.outcome];
    const cause = this.#report.causes.find(({ code }) => code === filter.code);
    if (filter.value === null) return cause?.rows ?? 0;
    return cause?.values.find(({ value }) => value === filter.value)?.rows ?? 0;
  }
}
