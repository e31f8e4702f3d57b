import { desk, isRefusal } from '$lib/ipc/client';
import type { Layout, Listing, Place, Row, Selecting, Show, Sort, Target } from '$lib/ipc/client';
import { began, type Act } from '$lib/marks';
import { Latest } from '$lib/shared/latest';
import { Pages, type Ahead } from '$lib/shared/pages.svelte';
import { plainSort, without, wholeOf, type FilterSet, type ListQuery } from './query';

/** Where the keyboard shall stand once a list was asked anew: on or after a partner if it is there, else at an index. */
export type Stand = { on: number; orAt: number } | { after: number; orAt: number };

/** Where it shall stand after another question, which begins at the top. */
type Begin = 'top';

/** Milliseconds without a key after which a word counts as typed to its end. */
const TYPED_OUT = 500;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

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
  /** Goes up when the answer to another question is shown: it is to be seen from its first row on. */
  begun = $state(0);
  /** The first row that was seen last, to come back to. */
  top = 0;
  /** How many are selected, seen or not. */
  selected = $state(0);
  /** As cards or as a table. */
  layout = $state<Layout>('cards');
  /** The partner whose profile is open, with its place in the list if it has one. */
  opened = $state.raw<{ id: number; index: number | null } | undefined>();

  /** Ends when the last question was answered or overtaken, before its answer is shown. */
  answered: Promise<unknown> = Promise.resolve();

  /** Hears of every order that is chosen. */
  onsort: ((sort: Sort) => void) | undefined;

  #sorted = false;
  readonly #finding = new Latest();
  #turn = 0;
  /** The last question whose answer is shown. */
  #shown = 0;
  #next: Stand | Begin | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The partner that was toggled last, the other end of a range of rows to be selected. */
  #anchor: number | undefined;
  /** How many the core holds as selected. */
  #held = 0;
  /** How often the core was told what is selected. */
  #selections = 0;
  #unfinished = false;
  #pristine: ListQuery;

  constructor(place: Place, first: ListQuery = wholeOf(place), layout: Layout = 'cards') {
    this.place = place;
    this.#pristine = first;
    this.query = first;
    this.layout = layout;
    this.pages = new Pages<Row>((offset, n) => this.#rowsInHand(offset, n));
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

  /**
   * Asks for other words.
   * @param unfinished whether the last one may still become a filter. It is searched as a word, but that nobody has it
   *   is not said before one stops typing.
   */
  search(text: string, unfinished = false): void {
    if (text !== this.query.text) this.#ask({ ...this.query, text }, 'search', unfinished);
  }

  /** Asks under other filters. */
  filter(filters: FilterSet, text = this.query.text): void {
    this.#ask({ ...this.query, filters, text });
  }

  /** Asks under another prospect filter. What is true of hidden ones alone stays with them. */
  show(show: Show): void {
    const { filters, sort } = this.query;
    const left = this.query.show === 'hidden' && show !== 'hidden';
    const query = { ...this.query, show };
    this.#ask(left ? { ...query, filters: without(filters, 'resized'), sort: plainSort(sort) } : query);
  }

  /** Asks for another order; what is selected stays so. */
  sort(sort: Sort): void {
    this.#sorted = true;
    this.onsort?.(sort);
    this.query = { ...this.query, sort };
    void this.refresh('top');
    this.#mark('sort');
  }

  /** Takes up an order that was kept, unless another was asked for meanwhile. */
  takeUpSort(sort: Sort): void {
    if (this.#sorted) return;
    this.query = { ...this.query, sort };
    this.#pristine = { ...this.#pristine, sort };
    if (this.listing) void this.refresh('top');
  }

  /** Takes everything back that narrows the list. The order stays. */
  clear(): void {
    this.#ask({ ...this.#pristine, sort: this.query.sort });
  }

  /** Asks for what a view keeps, in its order. */
  take(query: ListQuery): void {
    this.opened = undefined;
    this.#ask(query);
  }

  /** Asks for something else altogether, such as another group. */
  replace(query: ListQuery): void {
    this.#pristine = query;
    this.opened = undefined;
    this.#ask(query);
  }

  #ask(query: ListQuery, act: Act = 'filter', unfinished = false): void {
    this.query = query;
    this.#unfinished = unfinished;
    // What is selected under one question is not meant under another.
    if (this.selected > 0) void this.clearSelection();
    void this.refresh('top');
    this.#mark(act);
  }

  /** Measures how long the answer to the last question takes, or to a later one. */
  #mark(act: Act): void {
    const turn = this.#turn;
    began(act, () => this.#shown >= turn);
  }

  /** Says where the keyboard shall stand after the change that is about to be made. */
  standNext(stand: Stand): void {
    this.#next = stand;
  }

  /**
   * Asks the same again: the data changed. While one question is under way only the latest waits, and an answer that was
   * overtaken by a later question is dropped. The answer is
   * shown together with its first rows: until then all acts are about the rows that are seen.
   * @param stand where the keyboard shall stand then; by default on the row that it stands on.
   */
  async refresh(stand?: Stand | Begin): Promise<void> {
    const turn = ++this.#turn;
    // A plan holds until an answer is shown: the next question may overtake this one.
    const planned = stand ?? this.#next;
    this.#next = planned;
    const { active } = this;
    this.#timer ??= setTimeout(() => (this.stale = true), 100);
    try {
      const selections = this.#selections;
      const asked = this.#finding.ask(() => desk.find(this.query, this.pages.begin(planned === 'top')));
      this.answered = asked.catch(() => undefined);
      const found = await asked;
      if (!found || turn !== this.#turn) return;
      const { rows: first, ...listing } = found;
      if (this.#unfinished && listing.total === 0 && this.total > 0) await pause(TYPED_OUT);
      // A keyboard that went on meanwhile stays where it went, but for another question.
      const wentOn = () => planned !== 'top' && this.active !== active;
      let at = await this.#indexOf(listing, wentOn() ? undefined : planned);
      if (turn !== this.#turn) return;
      const fetch = async (offset: number, n: number) =>
        offset === 0 && first.length > 0 ? first : desk.rows(listing.result, offset, n);
      const ahead = await this.pages.ahead(fetch, { total: listing.total, at, fromTop: planned === 'top' });
      if (wentOn()) at = await this.#indexOf(listing);
      if (turn !== this.#turn) return;
      this.#show(listing, ahead, at, planned);
      this.#shown = turn;
      // These rows may have been read before the core heard what was selected.
      if (selections !== this.#selections) this.pages.reset();
      await this.#follow(planned);
    } catch (error) {
      if (turn !== this.#turn) return;
      // Other lists were asked for meanwhile and this result is no longer kept.
      if (isRefusal(error, 'overtaken')) return this.refresh();
      this.error = error;
    }
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.stale = false;
  }

  /** What is known of an answer changes at once, so that a number always means the same row. */
  #show(listing: Listing, ahead: Ahead<Row>, at: number, planned: Stand | Begin | undefined): void {
    this.listing = listing;
    this.error = undefined;
    if (this.#next === planned) this.#next = undefined;
    this.active = at;
    this.pages.turn(ahead);
    if (planned === 'top') {
      this.top = 0;
      this.begun += 1;
    } else if (planned) {
      this.moves += 1;
    }
  }

  /** @param planned by default on the row that it stands on. */
  async #indexOf(listing: Listing, planned?: Stand | Begin): Promise<number> {
    if (planned === 'top') return 0;
    const stand = planned ?? this.#present;
    const last = Math.max(0, listing.total - 1);
    const position = stand && (await desk.position(listing.result, 'on' in stand ? stand.on : stand.after));
    if (!stand || position === null || position === undefined)
      return Math.min(stand?.orAt ?? this.active, last);
    return Math.min('on' in stand ? position : position + 1, last);
  }

  get #present(): Stand | undefined {
    const id = this.opened?.id ?? this.activeRow?.id;
    return id === undefined ? undefined : { on: id, orAt: this.active };
  }

  /** The open profile keeps its place; one whose partner has left the list gives way to the next. */
  async #follow(stand: Stand | Begin | undefined): Promise<void> {
    const { opened, listing } = this;
    if (!opened || !listing) return;
    const position = await desk.position(listing.result, opened.id);
    if (listing !== this.listing || opened !== this.opened) return;
    if (position !== null || !stand || stand === 'top') this.opened = { id: opened.id, index: position };
    else if (listing.total === 0) this.opened = undefined;
    else await this.#openFetched(this.active);
  }

  async #rowsInHand(offset: number, n: number): Promise<readonly Row[]> {
    const listing = this.listing;
    if (!listing || offset >= listing.total) return [];
    try {
      return await desk.rows(listing.result, offset, n);
    } catch (error) {
      if (!isRefusal(error, 'overtaken')) throw error;
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
    this.#anchor = row.id;
    this.active = index;
    const on = !row.selected;
    this.pages.replace((other) => (other.id === row.id ? { ...other, selected: on } : other));
    await this.#select((result) => ({ kind: 'rows', result, from: index, to: index, on }), false);
  }

  /** Selects all rows from the one toggled last to this one; where that one is not in the list, from the keyboard on. */
  async extend(index: number): Promise<void> {
    const { active } = this;
    this.active = index;
    await this.#select(async (result) => {
      const anchor = this.#anchor === undefined ? null : await desk.position(result, this.#anchor);
      return { kind: 'rows', result, from: anchor ?? active, to: index, on: true };
    });
  }

  /** Selects all that match. */
  async selectAll(): Promise<void> {
    // A key that follows at once is meant for all of them, and all that are seen show it.
    this.selected = this.total;
    this.pages.replace((row) => (row.selected ? row : { ...row, selected: true }));
    began('select');
    await this.#select((result) => ({ kind: 'all', result }));
  }

  /** Selects nothing any more. */
  async clearSelection(): Promise<void> {
    this.#anchor = undefined;
    this.selected = 0;
    this.pages.replace((row) => (row.selected ? { ...row, selected: false } : row));
    await this.#select(() => ({ kind: 'none' }), false);
  }

  async #select(selecting: (result: number) => Selecting | Promise<Selecting>, fetch = true): Promise<void> {
    const { listing } = this;
    if (!listing) return;
    try {
      const { count } = await desk.select(this.place, await selecting(listing.result));
      this.#selections += 1;
      this.#held = count;
      this.selected = count;
      if (fetch || listing !== this.listing) this.pages.reset();
    } catch (error) {
      // What was shown ahead of the answer is taken back.
      this.selected = this.#held;
      this.pages.reset();
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

  async #openFetched(index: number): Promise<void> {
    const row = this.row(index) ?? (await this.#rowsInHand(index, 1))[0];
    if (row && this.active === index) this.opened = { id: row.id, index };
  }

  /** Draws a row otherwise at once, before the core has answered. */
  redraw(id: number, change: (row: Row) => Row): void {
    this.pages.replace((row) => (row.id === id ? change(row) : row));
  }
}
