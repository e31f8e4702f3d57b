import { desk } from '$lib/ipc/client';
import type { List } from './list.svelte';
import { without, type FilterId } from './query';

/** What removing one filter would bring. */
export interface Relief {
  id: FilterId;
  total: number;
}

/** Filters tried at most: each is a question of its own. */
const TRIED = 8;

/**
 * Which filter of an empty list to remove for the most to come: asked for each by itself.
 * @param filters those that may be removed.
 * @returns nothing where no single one helps.
 */
export async function findRelief(list: List, filters: readonly FilterId[]): Promise<Relief | undefined> {
  const { query } = list;
  const tries = filters.slice(0, TRIED).map(async (id) => {
    const listing = await desk.find({ ...query, filters: without(query.filters, id) }, 0);
    return { id, total: listing.total };
  });
  const found = await Promise.all(tries);
  const best = found.reduce<Relief | undefined>(
    (top, relief) => (relief.total > (top?.total ?? 0) ? relief : top),
    undefined,
  );
  return query === list.query ? best : undefined;
}
