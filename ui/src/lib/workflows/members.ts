import { desk, type GroupId, type Show } from '$lib/ipc/client';

/** How many partners are in one of these groups, hidden ones among them. */
export async function membersOf(groups: readonly GroupId[]): Promise<number> {
  if (groups.length === 0) return 0;
  const filters = { group: { values: [...groups], exclude: false } };
  const count = async (show: Show) => {
    const query = { place: 'everyone' as const, show, filters };
    return (await desk.census({ kind: 'matching', query })).partners;
  };
  const [shown, hidden] = await Promise.all([count('all'), count('hidden')]);
  return shown + hidden;
}
