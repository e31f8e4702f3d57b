import type { Command } from '$lib/keyboard/commands.svelte';
import { listKey, listMoves } from '$lib/keyboard/list-moves';
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
  const move = listKey('activity');
  return [
    ...listMoves(move, step),
    move('open', m.activity_key_open, ['Enter'], () => void log.open(log.active)),
    { ...move('back', m.activity_key_back, ['Escape'], close), when: () => log.opened !== undefined },
  ];
}
