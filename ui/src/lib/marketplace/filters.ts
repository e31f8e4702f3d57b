/** The filters that a place offers, and what stands in them. */
import { knownGroups } from '$lib/changes/known-groups.svelte';
import { knownImports } from '$lib/changes/known-imports.svelte';
import type { Choice, Facet, FacetCount } from '$lib/ipc/client';
import { locale } from '$lib/locale.svelte';
import { m } from '$lib/paraglide/messages';
import type { FacetOption } from '$lib/shared/FacetList.svelte';
import {
  archivedWords,
  categoryWords,
  keysOf,
  modelWords,
  platformWords,
  resizedWords,
  sizeWord,
  sizes,
  sourceWords,
  stageWords,
  statusWords,
  tierWords,
} from '$lib/vocabulary';
import { atLeastSize, choiceOf, isFigure, type FilterId, type FilterSet } from './query';

interface Words {
  label: () => string;
  find: () => string;
}

const words: Readonly<Record<FilterId, Words>> = {
  status: { label: m.market_status, find: m.market_find_status },
  model: { label: m.market_model, find: m.market_find_model },
  category: { label: m.market_category, find: m.market_find_category },
  country: { label: m.market_country, find: m.market_find_country },
  language: { label: m.market_language, find: m.market_find_language },
  area: { label: m.market_area, find: m.market_find_area },
  size: { label: m.market_size, find: m.market_find_size },
  group: { label: m.market_group, find: m.market_find_group },
  platform: { label: m.market_platform, find: m.market_find_platform },
  tier: { label: m.market_tier, find: m.market_find_tier },
  stage: { label: m.market_stage, find: m.market_find_stage },
  source: { label: m.market_source, find: m.market_find_source },
  import: { label: m.market_import, find: m.market_find_import },
  archived: { label: m.market_archived, find: m.market_find_archived },
  resized: { label: m.market_resized, find: m.market_find_resized },
  visits: { label: m.market_visits, find: m.market_visits },
  followers: { label: m.market_followers, find: m.market_followers },
  engagement: { label: m.market_engagement, find: m.market_engagement },
};

/** What a filter is called. */
export const filterLabel = (id: FilterId): string => words[id].label();

/** What stands in the empty find field of a filter. */
export const findLabel = (id: FilterId): string => words[id].find();

const vocabularies: Partial<Record<Facet, Readonly<Record<string, () => string>>>> = {
  status: statusWords,
  model: modelWords,
  category: categoryWords,
  platform: platformWords,
  tier: tierWords,
  stage: stageWords,
  source: sourceWords,
  archived: archivedWords,
  resized: resizedWords,
};

/** What a value of a facet is called. */
export function valueLabel(facet: Facet, value: string): string {
  if (facet === 'country' || facet === 'area') return locale.country(value);
  if (facet === 'language') return locale.language(value);
  if (facet === 'group') return knownGroups.name(Number(value)) ?? value;
  if (facet === 'import') return knownImports.name(Number(value)) ?? value;
  if (facet === 'size') return sizeWord(sizes.find((size) => size === value) ?? 'xs');
  return vocabularies[facet]?.[value]?.() ?? value;
}

/** Every value of a facet that is a closed vocabulary; for the others those that occur. */
function valuesOf(facet: Facet, counts: readonly FacetCount[]): readonly string[] {
  const closed = vocabularies[facet];
  if (closed) return keysOf(closed);
  if (facet === 'size') return sizes;
  if (facet === 'group') return knownGroups.list.map(({ group }) => String(group.id));
  return counts.filter(({ count }) => count > 0).map(({ value }) => value);
}

/** Facets whose values have an order of their own; all others stand by their counts. */
const ordered: readonly Facet[] = ['status', 'tier', 'stage', 'size', 'resized'];

/**
 * The values that a facet offers, the frequent ones first.
 * @param counts nothing while they are not known: the values then stand without.
 */
export function optionsOf(
  facet: Facet,
  choice: Choice<string>,
  counts: readonly FacetCount[] | undefined,
): FacetOption[] {
  const known = new Map(counts?.map(({ value, count }) => [value, count]));
  const values = new Set([...valuesOf(facet, counts ?? []), ...(choice.values ?? [])]);
  const options = [...values].map((value) => ({
    value,
    label: valueLabel(facet, value),
    count: counts && (known.get(value) ?? 0),
  }));
  if (ordered.includes(facet)) return options;
  return options.sort((a, b) => (b.count ?? 0) - (a.count ?? 0) || locale.compare(a.label, b.label));
}

/** What is chosen in a filter, in words: `≥ M`, `Germany`, `not 3`. Empty where nothing is. */
export function chosenWords(filters: FilterSet, id: FilterId): string {
  if (isFigure(id)) return rangeWords(filters[id], id === 'engagement');
  const from = id === 'size' ? atLeastSize(filters.size) : undefined;
  if (from) return m.market_at_least({ value: sizeWord(from) });
  const { values, exclude } = choiceOf(filters, id);
  const chosen = severalWords(id, values);
  return exclude && chosen ? m.facet_not({ value: chosen }) : chosen;
}

/** Up to two by name, more by their number. */
function severalWords(facet: Facet, values: readonly string[]): string {
  if (values.length > 2 && facet === 'country') {
    return m.market_count_countries({ count: values.length, n: locale.number(values.length) });
  }
  const closed = vocabularies[facet];
  if (values.length > 2 || (facet === 'category' && values.length > 1)) {
    const n = locale.number(values.length);
    return closed ? m.market_n_of({ n, total: locale.number(keysOf(closed).length) }) : n;
  }
  return new Intl.ListFormat(locale.current, { type: 'unit', style: 'short' }).format(
    values.map((value) => valueLabel(facet, value)),
  );
}

function rangeWords({ min, max }: { min: number | null; max: number | null }, percent: boolean): string {
  const figure = (value: number) => (percent ? locale.percent(value / 100, 1) : locale.compact(value));
  if (min !== null && max !== null) return `${figure(min)} – ${figure(max)}`;
  if (min !== null) return m.market_at_least({ value: figure(min) });
  return max === null ? '' : `≤ ${figure(max)}`;
}

/** A filter as a token in the search field writes it: `size: ≥ M`. */
export const tokenLabel = (filters: FilterSet, id: FilterId): string => `${id}: ${chosenWords(filters, id)}`;
