import type { Group } from '$lib/ipc/client';
import type { Command } from '$lib/keyboard/commands.svelte';
import { m } from '$lib/paraglide/messages';
import { copyEmails, saveEmails } from './emails';

/** What the commands of the groups' page work on. */
export interface GroupActs {
  /** The group whose page is open. */
  group: Group | undefined;
  members: number;
  make: () => void;
  rename: () => void;
  merge: () => void;
  remove: () => void;
}

/** What can be done with groups: in the palette all of it, renaming by key. */
export function groupCommands({ group, members, make, rename, merge, remove }: GroupActs): Command[] {
  const there = () => group !== undefined;
  const peopled = () => there() && members > 0;
  return [
    { id: 'group.new', label: m.groups_new, group: 'data', run: make },
    {
      id: 'group.rename',
      label: m.groups_rename_this,
      group: 'data',
      keys: ['F2'],
      when: there,
      run: rename,
    },
    { id: 'group.merge', label: m.groups_merge_this, group: 'data', when: there, run: merge },
    { id: 'group.delete', label: m.groups_delete_this, group: 'data', when: there, run: remove },
    {
      id: 'group.copyEmails',
      label: m.groups_emails_copy,
      group: 'data',
      when: peopled,
      run: () => group && void copyEmails(group),
    },
    {
      id: 'group.saveEmails',
      label: m.groups_emails_export,
      group: 'data',
      when: peopled,
      run: () => group && void saveEmails(group),
    },
  ];
}
