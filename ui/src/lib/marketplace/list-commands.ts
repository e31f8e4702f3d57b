import type { Command } from '$lib/keyboard/commands.svelte';
import { m } from '$lib/paraglide/messages';
import type { Step } from '$lib/shared/virtual';
import type { List } from './list.svelte';
import type { Triage } from './triage.svelte';

/** What the keys of a list need of the screen. */
export interface ListScreen {
  list: List;
  triage: Triage;
  step: (direction: Step) => void;
  reveal: () => void;
  search: () => void;
  mark: () => void;
  groups: () => void;
  /** Writes the list as CSV. */
  write: () => void;
  /** More that can be done to prospects. */
  steps?: readonly Command[];
  layout?: (() => void) | undefined;
}

const move = (id: string, label: () => string, keys: readonly string[], run: () => void): Command => ({
  id: `list.${id}`,
  label,
  keys,
  group: 'list',
  keyOnly: true,
  run,
});

/** The commands of a list: moving, selecting, marking, hiding, opening. With a profile open, moving opens the next. */
export function listCommands(screen: ListScreen): Command[] {
  return [...movingCommands(screen), ...selectingCommands(screen), ...actingCommands(screen)];
}

function movingCommands({ list, step, reveal, search }: ListScreen): Command[] {
  const beside = (direction: 'up' | 'down' | 'left' | 'right', by: -1 | 1) => async () => {
    if (!list.opened) return step(direction);
    await list.openBeside(by);
    reveal();
  };
  const cards = () => list.layout === 'cards';
  // With cards an arrow goes by lines; in a table it is the same as the letter.
  const lines = (ofCards: () => string, ofRows: () => string) => () => (cards() ? ofCards() : ofRows());
  return [
    move('search', m.market_key_search, ['/'], search),
    move('next', m.market_key_down, ['j'], () => void beside(cards() ? 'right' : 'down', 1)()),
    move('previous', m.market_key_up, ['k'], () => void beside(cards() ? 'left' : 'up', -1)()),
    move(
      'down',
      lines(m.market_key_line_down, m.market_key_down),
      ['ArrowDown'],
      () => void beside('down', 1)(),
    ),
    move('up', lines(m.market_key_line_up, m.market_key_up), ['ArrowUp'], () => void beside('up', -1)()),
    { ...move('right', m.market_key_right, ['ArrowRight'], () => step('right')), when: cards },
    { ...move('left', m.market_key_left, ['ArrowLeft'], () => step('left')), when: cards },
    move('first', m.market_key_first, ['Home'], () => step('first')),
    move('last', m.market_key_last, ['End'], () => step('last')),
    move('pageDown', m.market_key_page_down, ['PageDown'], () => step('pageDown')),
    move('pageUp', m.market_key_page_up, ['PageUp'], () => step('pageUp')),
    move('open', m.market_key_open, ['Enter'], () => list.openAt(list.active)),
    {
      ...move('back', m.market_key_back, ['Escape'], () => {
        if (list.opened) list.close();
        else void list.clearSelection();
      }),
      when: () => list.opened !== undefined || list.selected > 0,
    },
  ];
}

function selectingCommands({ list }: ListScreen): Command[] {
  const some = () => list.total > 0;
  return [
    {
      ...move('select', m.market_key_select, ['x'], () => void list.toggle(list.active)),
      when: some,
    },
    {
      ...move('extend', m.market_key_extend, ['Shift+x'], () => void list.extend(list.active)),
      when: some,
    },
    {
      id: 'list.selectAll',
      label: m.market_key_all,
      group: 'list',
      keys: ['Mod+a'],
      when: some,
      run: () => void list.selectAll(),
    },
  ];
}

function actingCommands({ list, triage, mark, groups, write, steps = [], layout }: ListScreen): Command[] {
  const target = () => list.target !== undefined;
  const hidden = () => target() && list.query.show === 'hidden';
  return [
    { id: 'list.mark', label: m.market_key_mark, group: 'edit', keys: ['p'], when: target, run: mark },
    {
      id: 'list.hide',
      label: m.market_key_hide,
      group: 'edit',
      keys: ['h'],
      when: () => target() && list.query.show !== 'hidden',
      run: () => void triage.hide(),
    },
    {
      id: 'list.hideWithReason',
      label: m.market_hide_with_reason,
      group: 'edit',
      when: () => target() && list.query.show !== 'hidden',
      run: () => void triage.hide(true),
    },
    {
      id: 'list.snooze',
      label: m.market_key_snooze,
      group: 'edit',
      keys: ['h'],
      when: hidden,
      run: () => void triage.askUntil(),
    },
    {
      id: 'list.showAgain',
      label: m.market_key_show,
      group: 'edit',
      when: hidden,
      run: () => void triage.show(),
    },
    { id: 'list.groups', label: m.market_key_groups, group: 'edit', keys: ['g'], when: target, run: groups },
    ...steps,
    {
      id: 'list.export',
      label: m.export_command,
      group: 'edit',
      when: () => list.total > 0,
      run: write,
    },
    ...(layout
      ? [{ id: 'list.layout', label: m.market_key_layout, group: 'view' as const, run: layout }]
      : []),
  ];
}
