import type { ListedApplication, TriedByHand, WaitsFor } from '$lib/ipc/client';
import { m } from '$lib/paraglide/messages';

const waits: Record<Exclude<WaitsFor, 'workflow'>, () => string> = {
  link: m.applications_waits_link,
  joined: m.applications_waits_joined,
  hidden: m.applications_waits_hidden,
  archived: m.applications_waits_archived,
  rejected: m.applications_waits_rejected,
  code: m.applications_waits_code,
  decision: m.applications_waits_decision,
};

/** What an application waits for, or what was decided. */
export function stateWords({ application, waitsFor, workflow }: ListedApplication): string {
  if (waitsFor === 'workflow') return m.applications_waits_workflow({ workflow: workflow ?? '' });
  if (waitsFor !== null) return waits[waitsFor]();
  if (application.state === 'rejected') return m.applications_rejected();
  return application.decidedBy === null
    ? m.applications_accepted()
    : m.applications_accepted_by({ workflow: application.decidedBy });
}

/**
 * What was found out about an application; of a shared invitation, whose it was.
 *
 * @param finding What the finding is called.
 */
export const foundWords = ({ application, invited }: ListedApplication, finding: string): string =>
  application.finding === 'sharedInvitation' && invited
    ? m.applications_invited_was({ name: invited.name })
    : finding;

/** Who applied: a name, else an address. */
export const applicantOf = ({ application: { form } }: ListedApplication): string => form.name || form.email;

/** What recording an application would come to. */
export function triedWords({ row }: TriedByHand): string {
  const name = row.matched?.name ?? '';
  const effect = row.effects.find(({ kind }) => kind === 'application');
  if (effect?.kind !== 'application') return m.applications_record_same();
  switch (effect.reception) {
    case 'joins':
      return m.applications_record_joins({ name });
    case 'waits':
    case 'matched':
      return m.applications_record_waits({ name });
    case 'shared':
      return m.applications_record_shared();
    case 'new':
      return m.applications_record_new();
    default:
      return effect.reception satisfies never;
  }
}
