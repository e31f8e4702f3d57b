/* eslint svelte/prefer-svelte-reactivity: off -- one version number is the only signal: a map that signals every page costs more. */
import type { Range } from './virtual';

/** Asks for `limit` rows from `offset` on. It may give fewer at the end of the list. */
export type FetchRows<Row> = (offset: number, limit: number) => Promise<readonly Row[]>;

/** Pages of a result that is not shown yet, by number. */
export type Ahead<Row> = ReadonlyMap<number, readonly Row[]>;

/** Sizes of a page cache; the defaults fit a window of any size. */
export interface PagesOptions {
  /** Rows in a page. */
  size?: number;
  /** Pages kept; those seen longest ago go first. */
  keep?: number;
  /** Milliseconds after which rows that are still missing show as skeletons. */
  lateAfter?: number;
}

/** Requests under way at once: one for what is seen, one for what comes next. */
const AT_ONCE = 2;
/** Rows beside the seen ones that are fetched as well. */
const SOON = 40;

/**
 * The few pages of a long result that a list has in hand; the result itself stays in Rust.
 *
 * The list says with `show` what it sees, and reads with `row`. After `reset` (the same rows are to be asked anew) the
 * rows from before stay visible until the new ones come, 100 ms at most. Another result comes by `ahead` and `turn`:
 * its rows take the place of all in hand at once, so that no row ever stands under the number of another. An answer
 * that was overtaken by either is dropped.
 */
export class Pages<Row> {
  /** Something that is seen has been missing for so long that it should be drawn as a skeleton. */
  late = $state(false);
  /** What the last failed request threw; `retry` asks again. */
  error = $state.raw<unknown>();

  readonly #fetch: FetchRows<Row>;
  readonly #size: number;
  readonly #keep: number;
  readonly #lateAfter: number;

  /** Pages by number, the one seen last at the end. */
  #pages = new Map<number, readonly Row[]>();
  /** The pages from before the last reset. */
  #before = new Map<number, readonly Row[]>();
  #underWay = new Set<number>();
  #range: Range = { first: 0, end: 0 };
  #epoch = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The maps are no signals; reading a row reads this, and what changes a row changes it. */
  #version = $state(0);

  constructor(fetch: FetchRows<Row>, options: PagesOptions = {}) {
    this.#fetch = fetch;
    this.#size = options.size ?? 100;
    this.#keep = options.keep ?? 12;
    this.#lateAfter = options.lateAfter ?? 100;
  }

  /** The row at an index, as soon as it is there. */
  row(index: number): Row | undefined {
    void this.#version;
    const page = Math.floor(index / this.#size);
    return (this.#pages.get(page) ?? this.#before.get(page))?.[index % this.#size];
  }

  /** Whether a row that is seen is neither there nor stands as it was before. */
  get blank(): boolean {
    return this.#missing().some((page) => !this.#before.has(page));
  }

  /** Whether all that is seen is there, as it is now. */
  get whole(): boolean {
    return this.#range.end > this.#range.first && this.#missing().length === 0;
  }

  /** Tells which rows are seen, from `first` up to but without `end`, and fetches what is missing. */
  show(range: Range): void {
    this.#range = range;
    this.#touch();
    this.#pump();
    this.#watch();
  }

  /**
   * Fetches what will be seen elsewhere in the list, before the list goes there.
   * @returns once it is there, or late.
   */
  async bring(range: Range): Promise<void> {
    const epoch = this.#epoch;
    const missing = this.#pagesOf(range).filter((page) => !this.#pages.has(page));
    const fetched = missing.map(async (page) => {
      const rows = await this.#fetch(page * this.#size, this.#size);
      if (epoch === this.#epoch) this.#pages.set(page, rows);
    });
    const late = new Promise((resolve) => setTimeout(resolve, this.#lateAfter));
    // What cannot be fetched is asked for again once it is seen, and says then why it is missing.
    await Promise.race([Promise.all(fetched).catch(() => undefined), late]);
  }

  /** Whether all of these rows are there. */
  has(range: Range): boolean {
    return this.#pagesOf(range).every((page) => this.#pages.has(page));
  }

  /** Everything is to be asked anew, of the same result. */
  reset(): void {
    // Of two resets in a row, the first brought nothing yet: what is visible is older still.
    if (this.#pages.size > 0) this.#before = this.#pages;
    this.#begin(new Map());
  }

  /**
   * How many rows of another result will most likely be seen from its first row on: a page, or none where the list stands
   * further down and stays there.
   */
  begin(fromTop: boolean): number {
    return fromTop || this.#range.first < this.#size ? this.#size : 0;
  }

  /**
   * Fetches what will be seen of another result, without showing it yet.
   * @param total how many rows the result has.
   * @param at a row that is wanted as well, such as the one that the keyboard will stand on.
   * @param fromTop whether it will be seen from its first row on; otherwise from where the list stands.
   */
  async ahead(
    fetch: FetchRows<Row>,
    { total, at, fromTop }: { total: number; at: number; fromTop: boolean },
  ): Promise<Ahead<Row>> {
    if (total === 0) return new Map();
    const seen = Math.max(1, this.#range.end - this.#range.first);
    const first = fromTop ? 0 : Math.max(0, Math.min(this.#range.first, total - seen));
    const end = Math.min(first + seen, total);
    const pages = new Set([...this.#pagesOf({ first, end }), ...this.#pagesOf({ first: at, end: at + 1 })]);
    const fetched = [...pages].map(
      async (page) => [page, await fetch(page * this.#size, this.#size)] as const,
    );
    return new Map(await Promise.all(fetched));
  }

  /** Another result is shown: what was fetched ahead of it takes the place of all rows in hand. */
  turn(ahead: Ahead<Row>): void {
    this.#before = new Map();
    this.#begin(new Map(ahead));
    this.#version += 1;
  }

  #begin(pages: Map<number, readonly Row[]>): void {
    this.#epoch += 1;
    this.#pages = pages;
    this.#underWay.clear();
    this.error = undefined;
    this.#pump();
    this.#watch();
  }

  /** Asks again after an error. */
  retry(): void {
    this.error = undefined;
    this.#pump();
    this.#watch();
  }

  /** Puts another row in the place of one in hand, so that a change shows before it is asked for. */
  replace(change: (row: Row) => Row): void {
    for (const pages of [this.#pages, this.#before]) {
      for (const [page, rows] of pages) pages.set(page, rows.map(change));
    }
    this.#version += 1;
  }

  /** The pages of what is seen, with `more` rows on both sides. */
  #pagesSeen(more = 0): number[] {
    const { first, end } = this.#range;
    return end <= first ? [] : this.#pagesOf({ first: Math.max(0, first - more), end: end + more });
  }

  #pagesOf({ first, end }: Range): number[] {
    const from = Math.floor(first / this.#size);
    const to = Math.floor((end - 1) / this.#size);
    return Array.from({ length: to - from + 1 }, (_, n) => from + n);
  }

  #missing(): number[] {
    return this.#pagesSeen().filter((page) => !this.#pages.has(page));
  }

  /** Asks for what is seen, then for what a little scrolling would bring. */
  #pump(): void {
    if (this.error !== undefined) return;
    const soon = this.#pagesSeen(SOON).filter((page) => !this.#pages.has(page));
    for (const page of new Set([...this.#missing(), ...soon])) {
      if (this.#underWay.size >= AT_ONCE) return;
      if (!this.#underWay.has(page)) void this.#ask(page);
    }
  }

  async #ask(page: number): Promise<void> {
    const epoch = this.#epoch;
    this.#underWay.add(page);
    try {
      const rows = await this.#fetch(page * this.#size, this.#size);
      if (epoch !== this.#epoch) return;
      this.#underWay.delete(page);
      this.#pages.set(page, rows);
      this.#dropOldest();
    } catch (error) {
      if (epoch !== this.#epoch) return;
      this.#underWay.delete(page);
      this.error = error;
    }
    this.#version += 1;
    this.#pump();
    this.#watch();
  }

  /** Seen pages move to the end of the map, so that the oldest stands first. */
  #touch(): void {
    for (const page of this.#pagesSeen(SOON)) {
      const rows = this.#pages.get(page);
      if (!rows) continue;
      this.#pages.delete(page);
      this.#pages.set(page, rows);
    }
  }

  #dropOldest(): void {
    const wanted = new Set(this.#pagesSeen(SOON));
    for (const page of this.#pages.keys()) {
      if (this.#pages.size <= this.#keep) return;
      if (!wanted.has(page)) this.#pages.delete(page);
    }
  }

  /** Begins to count the time while something is missing, and ends what was late once all is there. */
  #watch(): void {
    if (this.#missing().length === 0) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.late = false;
      if (this.#before.size > 0) this.#forgetBefore();
      return;
    }
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      if (this.#missing().length === 0) return;
      this.late = true;
      this.#forgetBefore();
    }, this.#lateAfter);
  }

  #forgetBefore(): void {
    this.#before = new Map();
    this.#version += 1;
  }
}
