import type { Component } from 'svelte';
import type { IconName } from '$lib/shared/icons';

/** One place of the navigation: what it is called there, and the view that stands in it. */
export interface Place {
  /** Stable name, used by the router and by commands (`go.<id>`). */
  id: string;
  /** Its name, asked when it is drawn, so that it follows the language. */
  label: () => string;
  icon: IconName;
  /** Under the heading *Discover*, below it, or at the foot. */
  section: 'discover' | 'work' | 'foot';
  /** The keys that lead there: `g p` for g, then p. */
  keys?: string;
  /** The number beside it, for instance how many prospects there are. Nothing: no number. */
  count?: () => number | undefined;
  view: Component;
}
