import { desk, type Suggestion } from '$lib/ipc/client';
import { Latest } from '$lib/shared/latest';
import { tokenLabel } from './filters';
import type { List } from './list.svelte';
import { activeFilters, filled, isActive, merged, without, type FilterId } from './query';

/** What stands between the key and the value of a typed filter; Chinese keyboards give the wide one. */
const COLON = /[:：]/u;
const LAST_COLON = /[:：](?=[^:：]*$)/u;

/**
 * Whether a suggestion still goes on what is typed now, as far as can be told before new ones are here: keys take no other over. A value
 * may be typed by its name, so it is enough that it is of the same key.
 */
function goesOn({ text, value }: Suggestion, typed: string): boolean {
  const [offered, begun] = [text.toLowerCase(), typed.toLowerCase()];
  if (value === null) return /\S$/u.test(typed) && offered.startsWith(begun);
  const key = offered.slice(0, offered.search(LAST_COLON) + 1);
  return begun.startsWith(key) && !/\s/u.test(begun.slice(key.length));
}

/**
 * The search field of a list: what is typed is asked for with each key, typed filters are offered, and a complete
 * one becomes a filter like any other, with a token in the field. Removing the token or the chip removes both.
 */
export class Search {
  /** What is in the field, besides tokens. */
  text = $state('');
  /** Typed filters that could go on what is typed. */
  suggestions = $state.raw<readonly Suggestion[]>([]);

  readonly #list: List;
  readonly #suggesting = new Latest();
  /** The filters that were typed. */
  #typed = $state.raw<readonly FilterId[]>([]);
  #turn = 0;

  constructor(list: List) {
    this.#list = list;
    this.text = list.query.text;
  }

  /** The typed filters that still hold, as tokens. */
  readonly tokens = $derived.by(() => {
    const filters = this.#list.query.filters;
    return this.#typed
      .filter((id) => isActive(filters, id))
      .map((id) => ({ id, label: tokenLabel(filters, id) }));
  });

  /** Words that look like typed filters and are none, without the one that is being typed. */
  readonly notUnderstood = $derived.by(() => {
    const words = this.#list.listing?.notUnderstood ?? [];
    return words.filter((word) => !this.text.endsWith(word));
  });

  /** Whether the cursor stands right behind a word, not before one that is to begin. */
  get midWord(): boolean {
    return /\S$/u.test(this.text);
  }

  /** A key was typed. */
  input(text: string): void {
    this.text = text;
    this.suggestions = this.suggestions.filter((one) => goesOn(one, text));
    // While a filter is perhaps begun, as `coun` begins `country:`, nobody is told that none has that word.
    this.#list.search(
      text,
      this.suggestions.some(({ value }) => value === null),
    );
    void this.#suggest();
    // A word is complete once a space follows it.
    if (/\s$/u.test(text) && COLON.test(text)) void this.take();
  }

  /** Takes the complete typed filters out of the field and makes them filters. */
  async take(): Promise<void> {
    const text = this.text;
    if (!COLON.test(text)) return;
    const turn = ++this.#turn;
    try {
      const { filters, rest } = await desk.extract(text);
      const typed = filled(filters);
      const ids = activeFilters(typed);
      if (turn !== this.#turn || ids.length === 0) return;
      this.text = rest;
      this.suggestions = [];
      this.#typed = [...this.#typed.filter((id) => !ids.includes(id)), ...ids];
      this.#list.filter(merged(this.#list.query.filters, typed), rest);
    } catch {
      // The text stays as it is typed, and is searched for with its typed filters all the same.
    }
  }

  /** Takes an offered filter over into the field. */
  accept(at: number): void {
    const suggestion = this.suggestions[at];
    if (suggestion) this.input(suggestion.text);
  }

  /** Removes a token, and with it the filter. */
  remove(id: string): void {
    const filter = this.#typed.find((typed) => typed === id);
    if (!filter) return;
    this.#typed = this.#typed.filter((typed) => typed !== filter);
    this.#list.filter(without(this.#list.query.filters, filter));
  }

  /** The list was asked for something else than what was typed: nothing stands in the field any more but its words. */
  clear(text = ''): void {
    this.text = text;
    this.suggestions = [];
    this.#typed = [];
    this.#turn += 1;
  }

  async #suggest(): Promise<void> {
    const turn = ++this.#turn;
    const query = { ...this.#list.query, text: this.text };
    // Rows are what is waited for: what could be typed next is found out after them.
    await this.#list.answered;
    if (turn !== this.#turn) return;
    try {
      const suggestions = await this.#suggesting.ask(() => desk.suggest(query));
      if (suggestions && turn === this.#turn) this.suggestions = suggestions;
    } catch {
      if (turn === this.#turn) this.suggestions = [];
    }
  }
}
