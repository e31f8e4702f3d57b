import { m } from '$lib/paraglide/messages';
import type { Command, CommandGroup } from './commands.svelte';
import type { Keys } from './keys';

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

/**
 * What the help says of a group: every command that has keys, also one that cannot be done just now, for this is where
 * one learns them. Commands that say the same share a line.
 */
export function linesOf(
  commands: readonly Command[],
  group: CommandGroup,
): { label: string; keys: readonly Keys[] }[] {
  const lines = new Map<string, Set<Keys>>();
  for (const command of commands) {
    if (command.group !== group || !command.keys?.length) continue;
    const label = command.label();
    lines.set(label, new Set([...(lines.get(label) ?? []), ...command.keys]));
  }
  return [...lines].map(([label, keys]) => ({ label, keys: [...keys] }));
}
