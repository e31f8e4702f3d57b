/** What is wrong with the workspace, told though nobody asked. */
import type { Trouble } from '$lib/ipc/client';
import { commands } from '$lib/keyboard/commands.svelte';
import { m } from '$lib/paraglide/messages';
import { toasts } from '$lib/shared/toasts.svelte';
import { backups } from './backups.svelte';

const texts: Readonly<Record<Trouble['kind'], () => string>> = {
  damaged: m.backups_damaged_toast,
  noBackup: m.backups_failed_toast,
};

/** Says what is wrong, and leads to where something can be done about it. */
export function hearTrouble({ kind }: Trouble): void {
  if (kind === 'damaged') backups.found({ damaged: true });
  toasts.show({
    text: texts[kind](),
    icon: 'alert',
    action: { label: m.backups_see(), run: () => commands.run('go.settings') },
  });
}
