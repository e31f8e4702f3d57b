import { desk, type Place, type ShownColumn, type ViewColumn } from '$lib/ipc/client';
import { columnsOf, isColumn, type Column, type ColumnId } from './columns';

/** Px that a column is wide at the least and at the most. */
export const NARROWEST = 48;
export const WIDEST = 640;

/** Which columns a table of prospects shows, in which order and how wide: chosen by the user, and kept. */
export class ColumnChoice {
  /** All that can be shown. The first stays where it is: it says who a row is about. */
  readonly all: readonly ColumnId[];

  readonly #place: Place;
  readonly #first: readonly ColumnId[];
  #shown = $state.raw<readonly ColumnId[]>([]);
  #widths = $state.raw<Partial<Record<ColumnId, number>>>({});
  #touched = false;

  /**
   * @param first what is shown as long as the user has not chosen.
   */
  constructor(place: Place, all: readonly ColumnId[], first: readonly ColumnId[]) {
    this.#place = place;
    this.all = all;
    this.#first = first;
    this.#shown = first;
  }

  /** The columns that are shown, as they are drawn. */
  readonly columns: readonly Column[] = $derived(
    columnsOf(...this.#shown).map((plain) => {
      const column = { ...plain, unchecked: true, archived: true };
      const width = this.#widths[column.id];
      return width === undefined ? column : { ...column, track: `${width}px` };
    }),
  );

  /** All columns as a chooser lists them: the shown ones in their order, then the others. */
  get offered(): readonly ColumnId[] {
    return [...this.#shown, ...this.all.filter((id) => !this.shows(id))];
  }

  /** Whether a column is shown. */
  shows(id: ColumnId): boolean {
    return this.#shown.includes(id);
  }

  /** Where a column is shown, from 0; -1 where it is not. */
  place(id: ColumnId): number {
    return this.#shown.indexOf(id);
  }

  /** How many are shown. */
  get count(): number {
    return this.#shown.length;
  }

  /** Takes up what was kept. What the user has changed meanwhile stands. */
  async takeUp(): Promise<void> {
    try {
      const kept = (await desk.settings()).columns?.[this.#place];
      if (kept && !this.#touched) this.#take(kept);
    } catch {
      // Those that the table shows by itself are as good.
    }
  }

  /** The columns that are shown, as a view keeps them. */
  get kept(): ViewColumn[] {
    return this.#shown.map((id) => ({ id, width: this.#widths[id] ?? null }));
  }

  /** Shows the columns of a view. */
  show(columns: readonly ShownColumn[]): void {
    if (this.#take(columns)) this.#keep();
  }

  #take(columns: readonly ShownColumn[]): boolean {
    const known = columns.flatMap(({ id, width }) =>
      isColumn(id) && this.all.includes(id) ? [{ id, width }] : [],
    );
    if (known[0]?.id !== this.all[0]) return false;
    this.#shown = known.map(({ id }) => id);
    this.#widths = Object.fromEntries(
      known.flatMap(({ id, width }) => (width === null ? [] : [[id, width]])),
    );
    return true;
  }

  /** Shows a column at the end, or hides it. */
  toggle(id: ColumnId): void {
    if (id === this.all[0]) return;
    this.#shown = this.shows(id) ? this.#shown.filter((other) => other !== id) : [...this.#shown, id];
    this.#keep();
  }

  /** Moves a column by one place; nothing stands before the first. */
  move(id: ColumnId, step: -1 | 1): void {
    const from = this.place(id);
    const to = from + step;
    if (from < 1 || to < 1 || to >= this.#shown.length) return;
    const shown = this.#shown.filter((other) => other !== id);
    this.#shown = [...shown.slice(0, to), id, ...shown.slice(to)];
    this.#keep();
  }

  /**
   * Makes a column so wide.
   * @param done whether it stays so: while it is being drawn out, nothing is kept.
   */
  size(id: ColumnId, width: number, done: boolean): void {
    this.#touched = true;
    this.#widths = { ...this.#widths, [id]: Math.round(Math.min(WIDEST, Math.max(NARROWEST, width))) };
    if (done) this.#keep();
  }

  /** Shows those again that the table shows by itself, each as wide as at first. */
  reset(): void {
    this.#shown = this.#first;
    this.#widths = {};
    this.#save([]);
  }

  #keep(): void {
    this.#save(this.kept);
  }

  #save(columns: ShownColumn[]): void {
    this.#touched = true;
    // A choice that cannot be kept holds until the window closes; the shell's log says why.
    desk.setColumns(this.#place, columns).catch(() => undefined);
  }
}
