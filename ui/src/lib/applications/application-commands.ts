import type { Command } from '$lib/keyboard/commands.svelte';
import { listKey, listMoves } from '$lib/keyboard/list-moves';
import { m } from '$lib/paraglide/messages';
import type { Step } from '$lib/shared/virtual';
import type { Applications } from './applications.svelte';

/** What the keys of the applications need of the screen. */
export interface ApplicationScreen {
  applications: Applications;
  step: (direction: Step) => void;
  open: () => void;
  record: () => void;
  find: () => void;
}

/** The commands of the applications: moving, choosing, deciding, linking. */
export function applicationCommands(screen: ApplicationScreen): Command[] {
  const { applications, step, open, record, find } = screen;
  const some = () => applications.total > 0;
  const waits = () => some() && applications.list === 'new';
  const move = listKey('applications', some);
  const act = (id: string, label: () => string, keys: readonly string[], run: () => void): Command => ({
    id: `applications.${id}`,
    label,
    keys,
    group: 'edit',
    when: waits,
    run,
  });
  return [
    ...listMoves(move, step),
    move('open', m.applications_open, ['Enter'], open),
    {
      ...move('back', m.market_key_back, ['Escape'], () => applications.clear()),
      when: () => applications.chosen > 0,
    },
    {
      ...move('choose', m.market_key_select, ['x'], () => applications.toggle(applications.active)),
      when: waits,
    },
    {
      ...move('chooseAll', m.market_key_all, ['Mod+a'], () => applications.chooseAll()),
      keyOnly: false,
      when: waits,
    },
    act('accept', m.applications_accept, ['a'], () => void applications.decide(true)),
    act('reject', m.applications_reject, ['r'], () => void applications.decide(false)),
    {
      ...act('link', m.applications_link, ['l'], () => (applications.linking = applications.single)),
      when: () => waits() && applications.single !== undefined,
    },
    { id: 'applications.record', label: m.applications_record, keys: ['n'], group: 'data', run: record },
    {
      id: 'applications.find',
      label: m.applications_search,
      keys: ['/'],
      group: 'list',
      keyOnly: true,
      run: find,
    },
  ];
}
