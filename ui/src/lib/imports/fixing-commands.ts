import type { Command } from '$lib/keyboard/commands.svelte';
import { m } from '$lib/paraglide/messages';
import type { Fixing } from './fixing.svelte';

/** What the keys of a dry run need of its table. */
interface Table {
  fixing: Fixing;
  /** The columns that the table shows, by position. */
  shown: () => readonly number[];
  /** How many rows a page has. */
  page: number;
  /** Something runs that Escape stops. */
  stoppable: () => boolean;
  stop: () => void;
}

const move = (id: string, label: () => string, keys: readonly string[], run: () => void): Command => ({
  id: `fixing.${id}`,
  label,
  keys,
  group: 'list',
  keyOnly: true,
  run,
});

/** The commands of a dry run: moving, mending, leaving out, taking back. */
export function fixingCommands(table: Table): Command[] {
  return [...movingCommands(table), ...mendingCommands(table)];
}

function movingCommands({ fixing, page, stoppable, stop }: Table): Command[] {
  const going = (go: () => void) => () => {
    go();
    fixing.focus();
  };
  const by = (step: number) => going(() => fixing.step(step));
  return [
    move('next', m.market_key_down, ['j', 'ArrowDown'], by(1)),
    move('previous', m.market_key_up, ['k', 'ArrowUp'], by(-1)),
    move('find', m.import_find_rows, ['/'], () => fixing.find()),
    move(
      'nextProblem',
      m.import_key_next_problem,
      ['n'],
      going(() => fixing.toProblem(1)),
    ),
    move(
      'previousProblem',
      m.import_key_previous_problem,
      ['Shift+n'],
      going(() => fixing.toProblem(-1)),
    ),
    move(
      'first',
      m.market_key_first,
      ['Home'],
      going(() => fixing.stand(0)),
    ),
    move(
      'last',
      m.market_key_last,
      ['End'],
      going(() => fixing.stand(fixing.rows.count - 1)),
    ),
    move('pageDown', m.market_key_page_down, ['PageDown'], by(page)),
    move('pageUp', m.market_key_page_up, ['PageUp'], by(-page)),
    {
      ...move('back', m.market_key_back, ['Escape'], () => (stoppable() ? stop() : fixing.close())),
      when: () => stoppable() || fixing.opened !== undefined,
    },
  ];
}

function mendingCommands({ fixing, shown }: Table): Command[] {
  const some = () => fixing.current !== undefined;
  const edit = (column?: number) => fixing.edit(fixing.current, shown(), column);
  return [
    { ...move('edit', m.import_key_edit, ['Enter'], () => edit()), when: some },
    {
      ...move('editAny', m.import_key_edit_any, ['F2'], () => {
        const wrong = fixing.current?.outcome === 'error';
        edit(wrong ? undefined : shown()[0]);
      }),
      when: some,
    },
    { ...move('details', m.import_key_details, ['o'], () => fixing.open()), when: some },
    {
      ...move('skip', m.import_key_skip, ['s'], () => {
        if (!fixing.opened) fixing.focus();
        void fixing.skip(fixing.opened?.row);
      }),
      when: some,
    },
    {
      id: 'fixing.undo',
      label: m.import_fix_undo,
      group: 'edit',
      keys: ['Mod+z'],
      run: () => void fixing.undo(),
    },
    {
      id: 'fixing.redo',
      label: m.import_fix_redo,
      group: 'edit',
      keys: ['Mod+Shift+z', 'Mod+y'],
      run: () => void fixing.redo(),
    },
  ];
}
