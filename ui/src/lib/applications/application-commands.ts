import type { Command } from '$lib/keyboard/commands.svelte';
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
  const move = (id: string, label: () => string, keys: readonly string[], run: () => void): Command => ({
    id: `applications.${id}`,
    label,
    keys,
    group: 'list',
    keyOnly: true,
    when: some,
    run,
  });
  const act = (id: string, label: () => string, keys: readonly string[], run: () => void): Command => ({
    id: `applications.${id}`,
    label,
    keys,
    group: 'edit',
    when: waits,
    run,
  });
  return [
    move('next', m.market_key_down, ['j', 'ArrowDown'], () => step('down')),
    move('previous', m.market_key_up, ['k', 'ArrowUp'], () => step('up')),
    move('first', m.market_key_first, ['Home'], () => step('first')),
    move('last', m.market_key_last, ['End'], () => step('last')),
    move('pageDown', m.market_key_page_down, ['PageDown'], () => step('pageDown')),
    move('pageUp', m.market_key_page_up, ['PageUp'], () => step('pageUp')),
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
