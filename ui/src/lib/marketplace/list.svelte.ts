import { desk, isRefusal } from '$lib/ipc/client';
import type { Layout, Listing, Place, Row, Selecting, Show, Sort, Target } from '$lib/ipc/client';
import { Pages } from '$lib/shared/pages.svelte';
import { wholeOf, type FilterSet, type ListQuery } from './query';

/** Where the keyboard shall stand once a list was asked anew: at an index, or on or after a partner if it is there. */
export type Stand = { at: number } | { on: number; orAt: number } | { after: number; orAt: number };

/**
 * The list of a place: what it is asked for, the result, the rows in hand, where the keyboard stands, what is
 * selected, and whose profile is open. It outlives the view, so that coming back finds everything in its place.
 */
export class List {
  readonly place: Place;
  readonly pages: Pages<Row>;

  /** What is asked for. */
  query = $state.raw<ListQuery>({ ...wholeOf('everyone') });
  /** The last answer; nothing before the first. */
  listing = $state.raw<Listing | undefined>();
  /** An answer has been missing for so long that the counts of the last one are grey. */
  stale = $state(false);
  /** Why there is no answer. */
  error = $state.raw<unknown>();
  /** The row that the keyboard stands on. */
  active = $state(0);
  /** Goes up when the keyboard was put on another row than the user did: it is to be brought into view. */
  moves = $state(0);
  /** The first row that was seen last, to come back to. */
  top = 0;
  /** How many are selected, seen or not. */
  selected = $state(0);
  /** As cards or as a table. */
  layout = $state<Layout>('cards');
  /** The partner whose profile is open, with its place in the list if it has one. */
  opened = $state.raw<{ id: number; index: number | null } | undefined>();

  #turn = 0;
  #next: Stand | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The other end of a range of rows to be selected. */
  #anchor = 0;
  #pristine: ListQuery;

  constructor(place: Place, first: ListQuery = wholeOf(place), layout: Layout = 'cards') {
    this.place = place;
    this.#pristine = first;
    this.query = first;
    this.layout = layout;
    this.pages = new Pages<Row>((offset, n) => this.#rows(offset, n));
  }

  /** How many match. */
  get total(): number {
    return this.listing?.total ?? 0;
  }

  /** The row at an index, as soon as it is there. */
  row(index: number): Row | undefined {
    return this.pages.row(index);
  }

  /** The row that the keyboard stands on, if it is there. */
  get activeRow(): Row | undefined {
    return this.total === 0 ? undefined : this.row(this.active);
  }

  /** Whom a bulk action is about: what is selected, else the row that the keyboard stands on. */
  get target(): Target | undefined {
    if (this.selected > 0) return { kind: 'selected', place: this.place };
    const id = this.opened?.id ?? this.activeRow?.id;
    return id === undefined ? undefined : { kind: 'ids', ids: [id] };
  }

  /** Asks for other words. */
  search(text: string): void {
    if (text !== this.query.text) this.#ask({ ...this.query, text });
  }

  /** Asks under other filters. */
  filter(filters: FilterSet, text = this.query.text): void {
    this.#ask({ ...this.query, filters, text });
  }

  /** Asks under another prospect filter. */
  show(show: Show): void {
    this.#ask({ ...this.query, show });
  }

  /** Asks for another order; what is selected stays so. */
  sort(sort: Sort): void {
    this.query = { ...this.query, sort };
    void this.refresh({ at: 0 });
  }

  /** Takes everything back that narrows the list. The order stays. */
  clear(): void {
    this.#ask({ ...this.#pristine, sort: this.query.sort });
  }

  /** Asks for something else altogether, such as another group. */
  replace(query: ListQuery): void {
    this.#pristine = query;
    this.opened = undefined;
    this.#ask(query);
  }

  #ask(query: ListQuery): void {
    this.query = query;
    // What is selected under one question is not meant under another.
    if (this.selected > 0) void this.clearSelection();
    void this.refresh({ at: 0 });
  }

  /** Says where the keyboard shall stand after the change that is about to be made. */
  standNext(stand: Stand): void {
    this.#next = stand;
  }

  /**
   * Asks the same again: the data changed. Answers that were overtaken by a later question are dropped.
   * @param stand where the keyboard shall stand then; by default on the row that it stands on.
   */
  async refresh(stand?: Stand): Promise<void> {
    const turn = ++this.#turn;
    // A plan holds until an answer is shown: the next question may overtake this one.
    const planned = stand ?? this.#next;
    this.#next = planned;
    const { active } = this;
    this.#timer ??= setTimeout(() => (this.stale = true), 100);
    try {
      const listing = await desk.find(this.query);
      // A keyboard that went on meanwhile stays where it went.
      const at = await this.#indexOf(listing, (this.active === active && planned) || this.#present);
      if (turn !== this.#turn) return;
      this.listing = listing;
      this.error = undefined;
      if (this.#next === planned) this.#next = undefined;
      this.active = at;
      if (planned && !('at' in planned)) this.moves += 1;
      this.pages.reset();
      await this.#follow(planned);
    } catch (error) {
      if (turn !== this.#turn) return;
      this.error = error;
    }
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.stale = false;
  }

  get #present(): Stand {
    const id = this.opened?.id ?? this.activeRow?.id;
    return id === undefined ? { at: this.active } : { on: id, orAt: this.active };
  }

  async #indexOf(listing: Listing, stand: Stand): Promise<number> {
    const last = Math.max(0, listing.total - 1);
    if ('at' in stand) return Math.min(stand.at, last);
    const wanted = 'on' in stand ? stand.on : stand.after;
    const position = await desk.position(listing.result, wanted);
    if (position === null) return Math.min(stand.orAt, last);
    return Math.min('on' in stand ? position : position + 1, last);
  }

  /** The open profile keeps its place; one whose partner has left the list gives way to the next. */
  async #follow(stand: Stand | undefined): Promise<void> {
    const { opened, listing } = this;
    if (!opened || !listing) return;
    const position = await desk.position(listing.result, opened.id);
    if (listing !== this.listing || opened !== this.opened) return;
    if (position !== null || !stand || 'at' in stand) this.opened = { id: opened.id, index: position };
    else if (listing.total === 0) this.opened = undefined;
    else await this.#openFetched(this.active, true);
  }

  async #rows(offset: number, n: number): Promise<readonly Row[]> {
    const listing = this.listing;
    if (!listing || offset >= listing.total) return [];
    try {
      return await desk.rows(listing.result, offset, n);
    } catch (error) {
      if (!isRefusal(error, 'overtaken')) throw error;
      // Other lists were asked for meanwhile and this result is no longer kept.
      await this.refresh();
      return [];
    }
  }

  /** Puts the keyboard on a row. */
  stand(index: number): void {
    if (this.total > 0) this.active = Math.min(Math.max(index, 0), this.total - 1);
  }

  /** Selects a row, or takes it out. */
  async toggle(index: number): Promise<void> {
    const row = this.row(index);
    if (!row) return;
    this.#anchor = index;
    this.active = index;
    const on = !row.selected;
    this.pages.replace((other) => (other.id === row.id ? { ...other, selected: on } : other));
    await this.#select((result) => ({ kind: 'rows', result, from: index, to: index, on }), false);
  }

  /** Selects all rows from the one toggled last to this one. */
  async extend(index: number): Promise<void> {
    this.active = index;
    await this.#select((result) => ({ kind: 'rows', result, from: this.#anchor, to: index, on: true }));
  }

  /** Selects all that match. */
  async selectAll(): Promise<void> {
    await this.#select((result) => ({ kind: 'all', result }));
  }

  /** Selects nothing any more. */
  async clearSelection(): Promise<void> {
    this.selected = 0;
    this.pages.replace((row) => (row.selected ? { ...row, selected: false } : row));
    await this.#select(() => ({ kind: 'none' }), false);
  }

  async #select(selecting: (result: number) => Selecting, fetch = true): Promise<void> {
    if (!this.listing) return;
    try {
      const { count } = await desk.select(this.place, selecting(this.listing.result));
      this.selected = count;
      if (fetch) this.pages.reset();
    } catch (error) {
      if (isRefusal(error, 'overtaken')) await this.refresh();
      else this.error = error;
    }
  }

  /** Opens the profile of a row. */
  openAt(index: number): void {
    const row = this.row(index);
    if (!row) return;
    this.active = index;
    this.opened = { id: row.id, index };
  }

  /** Closes the profile. */
  close(): void {
    this.opened = undefined;
  }

  /** Opens the profile of the row before or after, once it is there. */
  async openBeside(step: -1 | 1): Promise<void> {
    const index = this.active + step;
    if (!this.listing || index < 0 || index >= this.total) return;
    this.active = index;
    await this.#openFetched(index);
  }

  /** @param anew the row in hand may be of the answer before. */
  async #openFetched(index: number, anew = false): Promise<void> {
    const row = (anew ? undefined : this.row(index)) ?? (await this.#rows(index, 1))[0];
    if (row && this.active === index) this.opened = { id: row.id, index };
  }

  /** Draws a row otherwise at once, before the core has answered. */
  redraw(id: number, change: (row: Row) => Row): void {
    this.pages.replace((row) => (row.id === id ? change(row) : row));
  }
}
