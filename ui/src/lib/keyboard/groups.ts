import { m } from '$lib/paraglide/messages';
import type { CommandGroup } from './commands.svelte';

/** The groups in the order that they stand in. */
export const commandGroups: readonly CommandGroup[] = ['list', 'edit', 'go', 'view', 'data', 'app'];

const labels: Readonly<Record<CommandGroup, () => string>> = {
  go: m.commands_go,
  list: m.commands_list,
  edit: m.commands_edit,
  data: m.commands_data,
  view: m.commands_view,
  app: m.commands_app,
};

/** The heading of a group. */
export const groupLabel = (group: CommandGroup): string => labels[group]();
