import { desk, type GroupId } from '$lib/ipc/client';

/** How many partners are in one of these groups. */
export async function membersOf(groups: readonly GroupId[]): Promise<number> {
  if (groups.length === 0) return 0;
  const filters = { group: { values: [...groups], exclude: false } };
  const { partners } = await desk.census({ kind: 'matching', query: { place: 'everyone', filters } });
  return partners;
}
