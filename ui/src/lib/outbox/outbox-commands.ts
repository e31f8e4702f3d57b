import type { Command } from '$lib/keyboard/commands.svelte';
import { listKey, listMoves } from '$lib/keyboard/list-moves';
import { m } from '$lib/paraglide/messages';
import type { Step } from '$lib/shared/virtual';
import type { Outbox } from './outbox.svelte';

/** What the keys of the outbox need of the screen. */
export interface OutboxScreen {
  outbox: Outbox;
  step: (direction: Step) => void;
  close: () => void;
  mail: () => void;
  save: () => void;
  merge: () => void;
}

/** The commands of the outbox: moving, choosing, opening, sending. */
export function outboxCommands({ outbox, step, close, mail, save, merge }: OutboxScreen): Command[] {
  const some = () => outbox.total > 0;
  const move = listKey('outbox', some);
  const act = (id: string, label: () => string, keys: readonly string[], run: () => void): Command => ({
    id: `outbox.${id}`,
    label,
    keys,
    group: 'edit',
    when: some,
    run,
  });
  return [
    ...listMoves(move, step),
    move('open', m.outbox_key_open, ['Enter'], () => void outbox.open(outbox.active)),
    {
      ...move('back', m.market_key_back, ['Escape'], () => {
        if (outbox.opened === undefined) outbox.clear();
        else close();
      }),
      when: () => outbox.opened !== undefined || outbox.chosen > 0,
    },
    move('choose', m.market_key_select, ['x'], () => void outbox.toggle(outbox.active)),
    { ...move('chooseAll', m.market_key_all, ['Mod+a'], () => outbox.chooseAll()), keyOnly: false },
    act('sent', m.outbox_mark_sent, ['s'], () => void outbox.markSent()),
    act('skip', m.outbox_skip, ['d'], () => void outbox.skip()),
    { ...act('mail', m.outbox_open_mail, ['o'], mail), when: () => outbox.single !== undefined },
    act('save', m.outbox_save_eml, ['e'], save),
    act('merge', m.outbox_export_merge, [], merge),
  ];
}
