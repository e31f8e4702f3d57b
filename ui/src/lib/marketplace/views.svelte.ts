import { changes } from '$lib/changes/changes.svelte';
import type { Arrangement, Layout, Op, View, ViewColumn } from '$lib/ipc/client';
import { locale } from '$lib/locale.svelte';
import { m } from '$lib/paraglide/messages';
import { toasts } from '$lib/shared/toasts.svelte';
import type { ColumnChoice } from './column-choice.svelte';
import { knownViews } from './known-views.svelte';
import type { List } from './list.svelte';
import { facets, filled, isActive, noFilters, wholeOf, type ListQuery } from './query';
import type { Search } from './search.svelte';

/** The saved views of a list: which one it was opened through, and whether it has changed since. */
export class Views {
  readonly #list: List;
  readonly #search: Search;
  readonly #layout: (layout: Layout) => void;
  /** The columns of the table, while they can be chosen. */
  #choice = $state.raw<ColumnChoice | undefined>();
  /** Columns of a view that was opened before there was a table to show them. */
  #waiting: readonly ViewColumn[] | undefined;
  #current = $state<number | undefined>();

  constructor(list: List, search: Search, layout: (layout: Layout) => void) {
    this.#list = list;
    this.#search = search;
    this.#layout = layout;
  }

  /** The views of this list, in their order. */
  readonly all: readonly View[] = $derived.by(() =>
    knownViews.list.filter(({ place }) => place === this.#list.place),
  );

  /** The view that the list was opened through; nothing once it is gone. */
  readonly current: View | undefined = $derived.by(() => this.all.find(({ id }) => id === this.#current));

  /** Whether the list shows something else than the view that it was opened through. */
  readonly modified: boolean = $derived.by(() => {
    const kept = this.current?.arrangement;
    return kept ? !isSame(kept, this.arrangement) : this.current !== undefined;
  });

  /** Whether it keeps columns; else it keeps the layout. */
  get withColumns(): boolean {
    return this.#choice !== undefined;
  }

  /** What is on screen now, as a view keeps it. */
  get arrangement(): Arrangement {
    const { query, layout } = this.#list;
    return {
      query: { ...query, text: query.text.trim() },
      columns: this.#choice?.kept ?? [],
      cards: layout === 'cards',
    };
  }

  /**
   * There is a table now whose columns can be chosen.
   * @returns what is to be called when it is gone.
   */
  attach(choice: ColumnChoice): () => void {
    this.#choice = choice;
    if (this.#waiting) choice.show(this.#waiting);
    this.#waiting = undefined;
    return () => {
      if (this.#choice === choice) this.#choice = undefined;
    };
  }

  /** Shows what a view keeps. What of it cannot be shown is said. */
  open({ id, name, arrangement, gone }: View): void {
    if (!arrangement) {
      toasts.show({ text: m.views_unreadable_told({ view: name }), icon: 'error' });
      return;
    }
    this.#current = id;
    const query = askedBy(arrangement);
    this.#search.clear(query.text);
    if (this.#list.place !== 'prospects') this.#layout(arrangement.cards ? 'cards' : 'table');
    if (this.#choice) this.#choice.show(arrangement.columns);
    else this.#waiting = arrangement.columns;
    this.#list.take(query);
    if (gone > 0) {
      const text = m.views_gone({ view: name, count: gone, n: locale.number(gone) });
      toasts.show({ text, icon: 'alert' });
    }
  }

  /** Saves what is on screen; throws a refusal of the name. */
  async save(name: string): Promise<void> {
    await changes.makeOrThrow({ kind: 'saveView', name, arrangement: this.arrangement });
    await knownViews.refresh();
    this.#current = Math.max(...this.all.map(({ id }) => id));
  }

  /** Gives a view another name; throws a refusal of it. */
  async rename(id: number, name: string): Promise<void> {
    await changes.makeOrThrow({ kind: 'renameView', id, name });
    await knownViews.refresh();
  }

  /** Makes the view that the list was opened through show what is on screen now. */
  async update(): Promise<void> {
    if (this.current)
      await this.#make({ kind: 'updateView', id: this.current.id, arrangement: this.arrangement });
  }

  /** Moves a view by one place. */
  async move(id: number, step: -1 | 1): Promise<void> {
    const to = this.all.findIndex((view) => view.id === id) + step;
    if (to >= 0 && to < this.all.length) await this.#make({ kind: 'moveView', id, to });
  }

  /** Deletes a view. */
  async delete(id: number): Promise<void> {
    await this.#make({ kind: 'deleteView', id });
  }

  async #make(op: Op): Promise<void> {
    await changes.make(op);
    await knownViews.refresh();
  }
}

/** What a view asks for, with nothing left open. */
function askedBy({ query }: Arrangement): ListQuery {
  const { text = '', show = 'all', filters = {}, sort } = query;
  const whole = wholeOf(query.place);
  return { place: query.place, text, show, filters: filled(filters), sort: sort ?? whole.sort };
}

/** Whether two show the same; a view without columns shows those that the table shows anyway. */
function isSame(kept: Arrangement, now: Arrangement): boolean {
  return (
    kept.cards === now.cards &&
    (kept.columns.length === 0 || plain(kept.columns) === plain(now.columns)) &&
    plain(meant(askedBy(kept))) === plain(meant(askedBy(now)))
  );
}

/** A query in which what makes no difference is the same: the order of values, and the sense of a filter without any. */
function meant(query: ListQuery): ListQuery {
  const filters: Record<string, unknown> = { ...noFilters() };
  for (const [id, filter] of Object.entries(query.filters)) filters[id] = filter;
  for (const id of facets) {
    const { values, exclude } = query.filters[id];
    if (isActive(query.filters, id)) filters[id] = { values: [...values].map(String).sort(), exclude };
    else filters[id] = noFilters()[id];
  }
  return { ...query, text: query.text.trim(), filters: filters as ListQuery['filters'] };
}

/** A value as a text in which the order of keys makes no difference. */
function plain(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
