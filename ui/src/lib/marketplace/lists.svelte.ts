import { desk, type Layout, type Place, type Sort } from '$lib/ipc/client';
import { began } from '$lib/marks';
import { List } from './list.svelte';
import { plainSort, wholeOf } from './query';
import { Search } from './search.svelte';
import { Triage } from './triage.svelte';
import { Views } from './views.svelte';

/** A list with what works on it. */
export interface Desk {
  list: List;
  search: Search;
  triage: Triage;
  views: Views;
}

/** The lists of the workspace that is open, by its path; another workspace begins anew. */
let known: { path: string; desks: Partial<Record<Place, Desk>> } = { path: '', desks: {} };
let layouts: Promise<Partial<Record<Place, Layout>>> | undefined;
let sorts: Promise<Partial<Record<Place, Sort>>> | undefined;

/** The list of a place, as it was left. */
export function deskOf(place: Place, path: string): Desk {
  if (known.path !== path) known = { path, desks: {} };
  return (known.desks[place] ??= detached(() => makeDesk(place)));
}

function makeDesk(place: Place): Desk {
  const cards = place === 'partners' || place === 'creators';
  const list = new List(place, wholeOf(place), cards ? 'cards' : 'table');
  if (cards) void takeUpLayout(list);
  if (place !== 'everyone') void takeUpSort(list);
  const search = new Search(list);
  const views = new Views(list, search, (layout) => chooseLayout(list, layout));
  return { list, search, triage: new Triage(list), views };
}

/** What a view makes ends with it; a list stays for when the view comes back. */
function detached<Made>(make: () => Made): Made {
  let made: Made | undefined;
  $effect.root(() => {
    made = make();
  });
  return made as Made;
}

/** Shows a list as the user last chose to. */
async function takeUpLayout(list: List): Promise<void> {
  layouts ??= desk.settings().then((settings) => settings.layouts);
  try {
    list.layout = (await layouts)[list.place] ?? list.layout;
  } catch {
    layouts = undefined;
  }
}

/** Orders a list as the user last chose to, and keeps what is chosen from then on. */
async function takeUpSort(list: List): Promise<void> {
  list.onsort = (sort) => {
    // Those of hidden ones are meant for them alone.
    if (plainSort(sort) !== sort) return;
    sorts = sorts?.then((kept) => ({ ...kept, [list.place]: sort }));
    // A choice that cannot be kept holds until the window closes; the shell's log says why.
    desk.setSort(list.place, sort).catch(() => undefined);
  };
  sorts ??= desk.settings().then((settings) => settings.sorts ?? {});
  try {
    const kept = (await sorts)[list.place];
    if (kept) list.takeUpSort(kept);
  } catch {
    sorts = undefined;
  }
}

/** Shows a list as cards or as a table, and keeps the choice. */
export function chooseLayout(list: List, layout: Layout): void {
  list.layout = layout;
  began('layout', () => list.pages.whole);
  layouts = layouts?.then((kept) => ({ ...kept, [list.place]: layout }));
  // A choice that cannot be kept holds until the window closes; the shell's log says why.
  desk.setLayout(list.place, layout).catch(() => undefined);
}
