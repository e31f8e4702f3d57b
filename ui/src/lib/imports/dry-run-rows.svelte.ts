import type { Field, Outcome, Report, RowReport } from '$lib/ipc/client';
import { Pages } from '$lib/shared/pages.svelte';
import type { ImportDoor } from './door';

/** The rows of a dry run: those of one outcome or all, problems first, a few pages at a time. */
export class DryRunRows {
  /** The outcome that is looked at; nothing for all rows. */
  outcome = $state.raw<Outcome | undefined>();
  readonly pages: Pages<RowReport>;

  readonly #report: Report;

  constructor(report: Report, door: Pick<ImportDoor, 'rows'>) {
    this.#report = report;
    this.pages = new Pages<RowReport>((offset, limit) =>
      door.rows(this.outcome ? { kind: 'outcome', outcome: this.outcome } : { kind: 'all' }, offset, limit),
    );
  }

  /** How many rows there are to look at. */
  get count(): number {
    return this.outcome === undefined ? this.#report.rows : this.#report.outcomes[this.outcome];
  }

  /** Looks at the rows of one outcome alone, or at all. */
  choose(outcome: Outcome | undefined): void {
    this.outcome = outcome;
    this.pages.reset();
  }

  /** What the file has in a row for a field; empty where no column fills it. */
  value(row: RowReport, field: Field): string {
    const column = this.#report.preview.columns.findIndex((candidate) => candidate.field === field);
    return row.fields[column] ?? '';
  }
}
