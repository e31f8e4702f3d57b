import type { Finding, Reception, Receptions } from '$lib/ipc/client';
import { m } from '$lib/paraglide/messages';

/** What an import does with applications, in the order in which they are told. */
export const RECEPTIONS = [
  'joins',
  'waits',
  'matched',
  'new',
  'shared',
] as const satisfies readonly Reception[];

const words: Record<Reception, () => string> = {
  joins: m.import_reception_joins,
  waits: m.import_reception_waits,
  shared: m.import_reception_shared,
  matched: m.import_reception_matched,
  new: m.import_reception_new,
};

/** What becomes of an application: `Linked, joins at once`. */
export function receptionWord(reception: Reception): string {
  return words[reception]();
}

/** How many come to what; those that are nothing too, for the eye finds each at its place. */
export const receptionParts = (counts: Receptions): { key: Reception; label: string; count: number }[] =>
  RECEPTIONS.map((key) => ({ key, label: receptionWord(key), count: counts[key] }));

const findings: Record<Finding, () => string> = {
  invitedContact: m.finding_invited_contact,
  invitedDomain: m.finding_invited_domain,
  invitedAccount: m.finding_invited_account,
  sharedInvitation: m.finding_shared,
  revokedCode: m.finding_revoked,
  unknownCode: m.finding_unknown,
  usedCode: m.finding_used,
  matched: m.finding_matched,
  guessed: m.finding_guessed,
  new: m.finding_new,
  linkedByHand: m.finding_by_hand,
};

/** What was found out about an application: `Invited, same contact`. */
export function findingWord(finding: Finding): string {
  return findings[finding]();
}
