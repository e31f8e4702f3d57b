import type { Command } from '$lib/keyboard/commands.svelte';
import { m } from '$lib/paraglide/messages';

/** What the commands of the editor work on. */
export interface EditorActs {
  changed: () => boolean;
  savable: () => boolean;
  save: () => void;
  discard: () => void;
  simulate: () => void;
  list: () => void;
}

/** What can be done with the workflow that is open. */
export const editorCommands = (acts: EditorActs): Command[] => [
  {
    id: 'workflow.save',
    label: m.workflow_save,
    group: 'data',
    keys: ['Mod+s'],
    when: acts.savable,
    run: acts.save,
  },
  { id: 'workflow.discard', label: m.workflow_discard, group: 'data', when: acts.changed, run: acts.discard },
  {
    id: 'workflow.simulate',
    label: m.simulate_run,
    group: 'data',
    keys: ['Mod+Enter'],
    run: acts.simulate,
  },
  {
    id: 'workflow.list',
    label: m.workflow_to_list,
    group: 'go',
    keys: ['Escape'],
    run: acts.list,
  },
];
