import type { Command } from '$lib/keyboard/commands.svelte';
import { m } from '$lib/paraglide/messages';
import { backups } from './backups.svelte';

/** Copies of the workspace, from anywhere. */
export const backupCommands = (): Command[] => [
  { id: 'backups.copy', label: m.backups_copy_command, group: 'data', run: () => void backups.copy() },
  {
    id: 'backups.duplicate',
    label: m.backups_duplicate_command,
    group: 'data',
    run: () => void backups.duplicate(),
  },
];
