/** Who of some partners is in which groups, and what is to become of it. */
import type { Census, GroupId } from '$lib/ipc/client';

/** All of them are in a group, some are, or none is. */
export type Membership = 'all' | 'some' | 'none';

/** What was chosen for groups that were touched; the others stay as they are. */
export type Touched = ReadonlyMap<GroupId, boolean>;

/** Nothing was touched. */
export const untouched: Touched = new Map();

/** With something chosen for a group. */
export const touching = (touched: Touched, group: GroupId, to: boolean): Touched =>
  new Map(touched).set(group, to);

/** How many of those that were counted are in a group. */
export function membershipOf(census: Census, group: GroupId): Membership {
  const count = census.groups.find((counted) => counted.group === group)?.count ?? 0;
  if (count === 0) return 'none';
  return count >= census.partners ? 'all' : 'some';
}

/** What a box shows: what was chosen, else how it is. */
export function shown(membership: Membership, chosen: boolean | undefined): boolean | 'mixed' {
  if (chosen !== undefined) return chosen;
  return membership === 'some' ? 'mixed' : membership === 'all';
}

/** After another press on a box: mixed, in, out, and mixed again; a box back where it began is untouched. */
export function pressed(touched: Touched, group: GroupId, membership: Membership): Touched {
  const next = new Map(touched);
  const before = touched.get(group);
  if (membership === 'some') {
    if (before === undefined) next.set(group, true);
    else if (before) next.set(group, false);
    else next.delete(group);
  } else if (before === undefined) next.set(group, membership === 'none');
  else next.delete(group);
  return next;
}

/** The groups to be put into and taken out of. */
export function toApply(touched: Touched): { add: GroupId[]; remove: GroupId[] } {
  const those = (wanted: boolean) => [...touched].filter(([, to]) => to === wanted).map(([group]) => group);
  return { add: those(true), remove: those(false) };
}
