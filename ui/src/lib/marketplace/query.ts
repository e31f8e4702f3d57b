/** Queries as values: what a list is asked for, and how its filters change. Nothing here asks the core. */
import type { Facet, Filters, Place, Show, Size, Sort } from '$lib/ipc/client';
import { sizes } from '$lib/vocabulary';

/** A set of wanted or unwanted values. */
interface Choice<Value> {
  values: Value[];
  exclude: boolean;
}
/** A range, open where it says `null`. */
interface Range {
  min: number | null;
  max: number | null;
}

type Filled<Filter> = Filter extends { values?: (infer Value)[] } ? Choice<Value> : Range;
/** Filters of which every one is said. */
export type FilterSet = { readonly [Id in keyof Filters]-?: Filled<NonNullable<Filters[Id]>> };

/** What a list is asked for, with nothing left open. */
export interface ListQuery {
  readonly place: Place;
  readonly text: string;
  readonly show: Show;
  readonly filters: FilterSet;
  readonly sort: Sort;
}

/** A filter of a figure. */
export type Figure = 'visits' | 'followers' | 'engagement';

/** A filter, by its name in the query. */
export type FilterId = Facet | Figure;

export const facets: readonly Facet[] = [
  'status',
  'model',
  'category',
  'country',
  'language',
  'area',
  'size',
  'group',
  'platform',
  'tier',
  'stage',
  'source',
  'import',
  'archived',
  'resized',
];
export const figures: readonly Figure[] = ['visits', 'followers', 'engagement'];
const filterIds: readonly FilterId[] = [...facets, ...figures];

const open = <Value>(): Choice<Value> => ({ values: [], exclude: false });
const whole = (): Range => ({ min: null, max: null });

/** Filters that let all pass. */
export function noFilters(): FilterSet {
  return {
    status: open(),
    model: open(),
    category: open(),
    country: open(),
    language: open(),
    area: open(),
    size: open(),
    group: open(),
    platform: open(),
    tier: open(),
    stage: open(),
    source: open(),
    import: open(),
    archived: open(),
    resized: open(),
    visits: whole(),
    followers: whole(),
    engagement: whole(),
  };
}

/** The whole of a place in its first order. */
export function wholeOf(place: Place): ListQuery {
  const sort = place === 'prospects' ? lastMarked : firstSort;
  return { place, text: '', show: 'all', filters: noFilters(), sort };
}

/** The order that prospects begin with. */
const lastMarked: Sort = { by: 'markedOn', descending: true };

/** The order that all other places begin with. */
export const firstSort: Sort = { by: 'bestMatch', descending: true };

/** The order, unless it is one of hidden ones alone. */
export const plainSort = (sort: Sort): Sort =>
  sort.by === 'hiddenOn' || sort.by === 'hiddenUntil' ? firstSort : sort;

/** Whether a filter is one of a figure rather than of values. */
export const isFigure = (id: FilterId): id is Figure => (figures as readonly string[]).includes(id);

/** The choice of a filter, its values as texts: the form in which the controls know them. */
export function choiceOf(filters: FilterSet, facet: Facet): { values: string[]; exclude: boolean } {
  const choice: Choice<string | number> = filters[facet];
  return { values: choice.values.map(String), exclude: choice.exclude };
}

/** The filters with another choice in one of them. */
export function withChoice(
  filters: FilterSet,
  facet: Facet,
  choice: { values: readonly string[]; exclude: boolean },
): FilterSet {
  const numbered = facet === 'group' || facet === 'import';
  const values = numbered ? choice.values.map(Number) : [...choice.values];
  return { ...filters, [facet]: { values, exclude: choice.exclude } };
}

/** The filters with another range in one of them. */
export const withRange = (filters: FilterSet, figure: Figure, range: Range): FilterSet => ({
  ...filters,
  [figure]: range,
});

/** The filters without one of them. */
export const without = (filters: FilterSet, id: FilterId): FilterSet => ({
  ...filters,
  [id]: isFigure(id) ? whole() : open(),
});

/** The filters that let those pass whom one import brought. */
export const ofImport = (id: number): FilterSet => ({
  ...noFilters(),
  import: { values: [id], exclude: false },
});

/** Whether a filter holds anything back. */
export function isActive(filters: FilterSet, id: FilterId): boolean {
  if (isFigure(id)) return filters[id].min !== null || filters[id].max !== null;
  return filters[id].values.length > 0;
}

/** The filters that hold something back. */
export const activeFilters = (filters: FilterSet): FilterId[] =>
  filterIds.filter((id) => isActive(filters, id));

/** Filters as the core says them, with every one said. */
export function filled(filters: Filters): FilterSet {
  const all: Record<string, Choice<unknown> | Range> = { ...noFilters() };
  for (const id of facets) all[id] = { values: [], exclude: false, ...filters[id] };
  for (const id of figures) all[id] = { min: null, max: null, ...filters[id] };
  return all as FilterSet;
}

/** The filters with those of another set put over them, where that one holds something back. */
export function merged(filters: FilterSet, typed: FilterSet): FilterSet {
  const taken = activeFilters(typed).map((id) => [id, typed[id]] as const);
  return { ...filters, ...Object.fromEntries(taken) };
}

/** Whether a query asks for less than the whole of its place. */
export const isNarrowed = (query: ListQuery): boolean =>
  query.text.trim() !== '' || query.show !== 'all' || activeFilters(query.filters).length > 0;

/** The smallest of chosen sizes where they are all from it on: the form `≥ M`. */
export function atLeastSize(choice: Choice<Size>): Size | undefined {
  if (choice.exclude) return undefined;
  const from = sizes.findIndex((size) => choice.values.includes(size));
  if (from < 0) return undefined;
  const all = sizes.slice(from);
  return choice.values.length === all.length && all.every((size) => choice.values.includes(size))
    ? sizes[from]
    : undefined;
}

/** All sizes from one on. */
export const sizesFrom = (size: Size): Size[] => sizes.slice(sizes.indexOf(size));
