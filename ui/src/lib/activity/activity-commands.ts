import type { Command } from '$lib/keyboard/commands.svelte';
import { m } from '$lib/paraglide/messages';
import type { Step } from '$lib/shared/virtual';
import type { Activity } from './activity.svelte';

/** What the keys of the log need of the screen. */
export interface ActivityScreen {
  log: Activity;
  step: (direction: Step) => void;
  close: () => void;
}

/** The commands of the log: moving, opening, closing. With a change open, moving opens the next. */
export function activityCommands({ log, step, close }: ActivityScreen): Command[] {
  const move = (id: string, label: () => string, keys: readonly string[], run: () => void): Command => ({
    id: `activity.${id}`,
    label,
    keys,
    group: 'list',
    keyOnly: true,
    run,
  });
  return [
    move('next', m.market_key_down, ['j', 'ArrowDown'], () => step('down')),
    move('previous', m.market_key_up, ['k', 'ArrowUp'], () => step('up')),
    move('first', m.market_key_first, ['Home'], () => step('first')),
    move('last', m.market_key_last, ['End'], () => step('last')),
    move('pageDown', m.market_key_page_down, ['PageDown'], () => step('pageDown')),
    move('pageUp', m.market_key_page_up, ['PageUp'], () => step('pageUp')),
    move('open', m.activity_key_open, ['Enter'], () => void log.open(log.active)),
    { ...move('back', m.activity_key_back, ['Escape'], close), when: () => log.opened !== undefined },
  ];
}
