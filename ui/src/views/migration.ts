import { knownGroups } from '$lib/changes/known-groups.svelte';
import type { Router } from '$lib/frame/router.svelte';

/**
 * Opens the editor with what an import is missing: a workflow that accepts the partners of a group.
 * @param from the import that waits for it: its number, or `wizard` for the one under way.
 */
export async function makeWorkflow(router: Router, group: string, from: string): Promise<void> {
  await knownGroups.refresh();
  const known = knownGroups.list.find((summary) => summary.group.name === group);
  router.go('workflows', {
    workflow: 'new',
    starter: 'migration',
    import: from,
    ...(known ? { group: String(known.group.id) } : {}),
  });
}
