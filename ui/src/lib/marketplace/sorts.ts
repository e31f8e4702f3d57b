import type { Sort, SortBy } from '$lib/ipc/client';
import { m } from '$lib/paraglide/messages';
import { sortWords } from '$lib/vocabulary';

/** What an order is called: `Visits, most first`. */
export function sortLabel({ by, descending }: Sort): string {
  if (by === 'bestMatch') return sortWords.bestMatch();
  if (by === 'name') return descending ? m.market_sort_z_to_a() : m.market_sort_a_to_z();
  if (by === 'newest') return descending ? m.market_sort_newest_first() : m.market_sort_oldest_first();
  if (by === 'lastActive') {
    return descending ? m.market_sort_active_first() : m.market_sort_inactive_first();
  }
  if (by === 'markedOn') return descending ? m.market_sort_marked_first() : m.market_sort_marked_last();
  if (by === 'lastContact') return descending ? m.market_sort_contact_first() : m.market_sort_contact_last();
  if (by === 'hiddenOn') return descending ? m.market_sort_hidden_first() : m.market_sort_hidden_last();
  if (by === 'hiddenUntil') return descending ? m.market_sort_until_last() : m.market_sort_until_first();
  if (by === 'stage') return descending ? m.market_sort_stage_last() : m.market_sort_stage_first();
  const words = { by: sortWords[by]() };
  if (by === 'model' || by === 'country' || by === 'source')
    return descending ? m.market_sort_by_z_to_a(words) : m.market_sort_by_a_to_z(words);
  return descending ? m.market_sort_most_first(words) : m.market_sort_least_first(words);
}

/** An order as one text, and back. */
export const sortKey = ({ by, descending }: Sort): string => `${by}${descending ? '-' : '+'}`;

const both = (by: SortBy): Sort[] => [
  { by, descending: true },
  { by, descending: false },
];

/** The orders that a list offers; `figures` are those of its own. */
export function sortsOf(figures: readonly SortBy[]): Sort[] {
  return [
    { by: 'bestMatch', descending: true },
    { by: 'name', descending: false },
    { by: 'name', descending: true },
    ...figures.flatMap(both),
    ...both('newest'),
    ...both('lastActive'),
  ];
}
