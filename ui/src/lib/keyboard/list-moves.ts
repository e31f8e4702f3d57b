import { m } from '$lib/paraglide/messages';
import type { Step } from '$lib/shared/virtual';
import type { Command } from './commands.svelte';

/** What makes a command of a list that has a key and stands in no palette: `open` of the place `outbox` is `outbox.open`. */
export type ListKey = (id: string, label: () => string, keys: readonly string[], run: () => void) => Command;

/**
 * Keys of a list.
 * @param place the list's place, which begins the names of its commands.
 * @param when whether the list has rows; always, where nothing is said.
 */
export function listKey(place: string, when?: () => boolean): ListKey {
  return (id, label, keys, run) => ({
    id: `${place}.${id}`,
    label,
    keys,
    group: 'list',
    keyOnly: true,
    ...(when && { when }),
    run,
  });
}

/** The keys that move in a list of rows. */
export function listMoves(key: ListKey, step: (direction: Step) => void): Command[] {
  return [
    key('next', m.market_key_down, ['j', 'ArrowDown'], () => step('down')),
    key('previous', m.market_key_up, ['k', 'ArrowUp'], () => step('up')),
    key('first', m.market_key_first, ['Home'], () => step('first')),
    key('last', m.market_key_last, ['End'], () => step('last')),
    key('pageDown', m.market_key_page_down, ['PageDown'], () => step('pageDown')),
    key('pageUp', m.market_key_page_up, ['PageUp'], () => step('pageUp')),
  ];
}
