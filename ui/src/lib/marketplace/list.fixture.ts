import { vi } from 'vitest';
import { desk, type Found } from '$lib/ipc/client';
import { List } from './list.svelte';
import { rowOf } from './rows.fixture';

/** The ids that each result holds, by its number. */
const results = new Map<number, number[]>();

/** An answer of the core that finds these partners, for tests in which its commands are mocks. */
export function answer(ids: number[], more: Partial<Found> = {}): Found {
  const result = results.size + 1;
  results.set(result, ids);
  return { result, total: ids.length, of: 10, hidden: 0, notUnderstood: [], rows: [], ...more };
}

/** Lets everything that was asked be answered. */
export const settled = () => new Promise((resolve) => setTimeout(resolve));

/** A list of these partners, of which the first screen is seen. */
export async function listOf(ids: number[]): Promise<List> {
  vi.mocked(desk.find).mockResolvedValueOnce(answer(ids));
  const list = new List('partners');
  await list.refresh();
  list.pages.show({ first: 0, end: Math.min(ids.length, 20) });
  await settled();
  return list;
}

/** Begins anew: no answer was given yet, and rows and places are those of the answers to come. */
export function beginAnew(): void {
  vi.resetAllMocks();
  results.clear();
  vi.mocked(desk.rows).mockImplementation(async (result, offset, n) =>
    (results.get(result) ?? []).slice(offset, offset + n).map((id) => rowOf(id)),
  );
  vi.mocked(desk.position).mockImplementation(async (result, id) => {
    const at = (results.get(result) ?? []).indexOf(id);
    return at < 0 ? null : at;
  });
  vi.mocked(desk.select).mockImplementation(async (_place, selecting) => ({
    count: selecting.kind === 'none' ? 0 : 1,
  }));
}
