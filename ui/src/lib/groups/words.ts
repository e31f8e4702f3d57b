import type { Workflow } from '$lib/ipc/client';
import { locale } from '$lib/locale.svelte';
import { m } from '$lib/paraglide/messages';

/** What a workflow does with those of a group, in a few words, and when that was said last. */
export function workflowFacts({ rules, changedAt }: Workflow): string {
  const does = rules.accept ? m.groups_workflow_accepts() : m.groups_workflow_waits();
  const facts = {
    does: rules.on ? does : m.groups_workflow_off(),
    day: locale.day(changedAt.slice(0, 10)),
  };
  return m.groups_workflow_facts(facts);
}

/** The names of workflows, quoted and listed. */
export const workflowNames = (workflows: readonly Workflow[]): string =>
  locale.list(workflows.map(({ rules }) => m.import_quoted({ value: rules.name })));
