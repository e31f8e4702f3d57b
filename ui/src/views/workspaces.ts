import { backups } from '$lib/settings/backups/backups.svelte';
import { changes } from '$lib/changes/changes.svelte';
import { flow } from '$lib/imports/flow.svelte';
import { problemLine } from '$lib/imports/problem';
import { m } from '$lib/paraglide/messages';
import type { MenuEntry } from '$lib/shared/Menu.svelte';
import { toasts } from '$lib/shared/toasts.svelte';
import { workspace } from '$lib/workspace.svelte';

/** Opens another workspace, or a new one, in place of the one that is open; says so, or why not. */
export async function changeWorkspace(way: 'open' | 'new'): Promise<void> {
  try {
    const opened = way === 'open' ? await workspace.openAnother() : await workspace.makeNew();
    if (!opened) return;
    flow.leave();
    changes.happened();
    // Of one in a network folder something else is said.
    if (workspace.overview?.onNetwork) return;
    toasts.show({ text: m.settings_opened({ name: workspace.overview?.name ?? '' }), icon: 'check' });
  } catch (error) {
    toasts.show({ text: problemLine(error), icon: 'error' });
  }
}

/** What the name of the workspace opens in the navigation. */
export const workspaceEntries = (): MenuEntry[] => [
  { label: m.settings_open_workspace(), run: () => void changeWorkspace('open') },
  { label: m.settings_new_workspace(), icon: 'plus', run: () => void changeWorkspace('new') },
  { label: m.backups_copy(), run: () => void backups.copy() },
];
