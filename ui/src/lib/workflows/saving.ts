import { changes } from '$lib/changes/changes.svelte';
import {
  desk,
  DeskError,
  type Changes,
  type Rules,
  type TemplateId,
  type Workflow,
  type WorkflowId,
} from '$lib/ipc/client';
import { describe } from '$lib/ipc/describe';
import { locale } from '$lib/locale.svelte';
import { m } from '$lib/paraglide/messages';
import { fold } from '$lib/shared/facet';
import { toasts } from '$lib/shared/toasts.svelte';
import type { Email } from './emails';

/** The most days after which a follow-up is drafted, and the most of them. */
export const LATEST_FOLLOW_UP = 365;
/** As {@link LATEST_FOLLOW_UP}. */
export const FOLLOW_UPS = 10;

/** What is wrong with the name; the rest of what can be is found out by the core. */
export function wrongName(
  id: WorkflowId | null,
  name: string,
  others: readonly Workflow[],
): string | undefined {
  if (name.trim() === '') return describe(new DeskError({ kind: 'workflowNameEmpty' })).happened;
  const taken = others.find((other) => other.id !== id && fold(other.rules.name) === fold(name.trim()));
  if (!taken) return undefined;
  return describe(new DeskError({ kind: 'workflowNameTaken', existing: taken.rules.name })).happened;
}

/** What is wrong with the days of each follow-up: every one comes later than the one before. */
export function wrongDays({ followUps }: Rules): (string | undefined)[] {
  return followUps.map(({ after }, at) => {
    if (!(after >= 1 && after <= LATEST_FOLLOW_UP)) return m.workflow_days_range({ limit: LATEST_FOLLOW_UP });
    const before = followUps[at - 1]?.after ?? 0;
    return after > before ? undefined : m.workflow_days_later({ count: before, n: locale.number(before) });
  });
}

/** The emails of the rules, each once. */
const emailsIn = ({ invite, followUps }: Rules): Set<TemplateId> =>
  new Set([...(invite === null ? [] : [invite]), ...followUps.map(({ template }) => template)]);

function withEmails(rules: Rules, numbers: ReadonlyMap<TemplateId, TemplateId>): Rules {
  const number = (id: TemplateId) => numbers.get(id) ?? id;
  return {
    ...rules,
    invite: rules.invite === null ? null : number(rules.invite),
    followUps: rules.followUps.map(({ after, template }) => ({ after, template: number(template) })),
  };
}

/**
 * Saves a workflow, and says so. Emails that are not there yet are made first; where the workflow is then refused they are taken
 * back, so that nothing half done stays.
 * @returns what saving the workflow came to, and the rules as they stand.
 */
export async function saveWorkflow(
  id: WorkflowId | null,
  rules: Rules,
  emails: readonly Email[],
): Promise<{ done: Changes; rules: Rules }> {
  const used = emailsIn(rules);
  const fresh = emails.filter((email) => email.fresh && used.has(email.id));
  const made: number[] = [];
  try {
    for (const { wording } of fresh) {
      const { change } = await desk.transact({ kind: 'putTemplate', id: null, wording });
      if (change !== null) made.push(change);
    }
    const saved = fresh.length === 0 ? rules : withEmails(rules, await numbersOf(fresh));
    return { done: await changes.makeOrThrow({ kind: 'putWorkflow', id, rules: saved }), rules: saved };
  } catch (error) {
    await takeBack(made);
    throw error;
  }
}

/** Takes back emails that were made for nothing; where that cannot be, it is said that they stay. */
async function takeBack(made: readonly number[]): Promise<void> {
  if (made.length === 0) return;
  try {
    for (const change of made.toReversed()) await desk.undo(change);
  } catch {
    toasts.show({ text: m.workflow_emails_stay(), icon: 'mail' });
  }
  changes.happened();
}

/** The numbers that emails got, by those under which the rules name them. */
async function numbersOf(fresh: readonly Email[]): Promise<ReadonlyMap<TemplateId, TemplateId>> {
  const there = await desk.templates();
  return new Map(
    fresh.flatMap(({ id, wording }) => {
      const made = there.find((template) => template.wording.name === wording.name);
      return made ? [[id, made.id] as const] : [];
    }),
  );
}
