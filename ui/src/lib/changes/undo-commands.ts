import type { PastChange } from '$lib/ipc/client';
import type { Command } from '$lib/keyboard/commands.svelte';
import { m } from '$lib/paraglide/messages';
import { workspace } from '$lib/workspace.svelte';
import { changes } from './changes.svelte';
import { changeName } from './sentences';

/** Undo and redo, named by what they would take back or do again. */
export function undoCommands(): Command[] {
  const history = () => workspace.overview?.history;
  const named = (
    change: PastChange | null | undefined,
    name: (what: { what: string }) => string,
    plain: string,
  ) => (change ? name({ what: changeName(change) }) : plain);
  return [
    {
      id: 'edit.undo',
      label: () => named(history()?.undo, m.market_undo_named, m.action_undo()),
      group: 'edit',
      keys: ['Mod+z'],
      run: () => void changes.undo(),
    },
    {
      id: 'edit.redo',
      label: () => named(history()?.redo, m.market_redo_named, m.market_redo()),
      group: 'edit',
      keys: ['Mod+Shift+z', 'Mod+y'],
      run: () => void changes.redo(),
    },
  ];
}
