/** What a simulation tells, in words. */
import type { Fated, Finding, Simulation } from '$lib/ipc/client';
import { locale } from '$lib/locale.svelte';
import { m } from '$lib/paraglide/messages';
import type { IconName } from '$lib/shared/icons';

/** What becomes of partners and sign-ups. */
export type FateId = Exclude<keyof Simulation, 'governed'>;

/** How it is shown: beside its figure, and over its list. */
export const fates: Readonly<Record<FateId, { icon: IconName; figure: () => string; head: () => string }>> = {
  accepted: { icon: 'zap', figure: m.simulate_accepted, head: m.simulate_accepted_head },
  invitations: { icon: 'mail', figure: m.simulate_invitations, head: m.simulate_invitations_head },
  followUps: { icon: 'clock', figure: m.simulate_follow_ups, head: m.simulate_follow_ups_head },
  shared: { icon: 'link', figure: m.simulate_shared, head: m.simulate_shared_head },
};

/** In the order in which they stand. */
export const fateIds = Object.keys(fates) as FateId[];

const applied: Readonly<Record<Finding, (words: { day: string }) => string>> = {
  invitedContact: m.simulate_why_contact,
  invitedDomain: m.simulate_why_domain,
  invitedAccount: m.simulate_why_account,
  sharedInvitation: m.simulate_why_shared,
  revokedCode: m.simulate_why_revoked,
  unknownCode: m.simulate_why_unknown,
  usedCode: m.simulate_why_used,
  matched: m.simulate_why_matched,
  guessed: m.simulate_why_guessed,
  new: m.simulate_why_new,
  linkedByHand: m.simulate_why_by_hand,
};

/** Why it becomes of somebody. */
export function whyOf({ why }: Fated): string {
  switch (why.kind) {
    case 'applied':
      return applied[why.finding]({ day: locale.day(why.on) });
    case 'marked':
      return m.simulate_why_marked({ day: locale.day(why.on) });
    case 'noAnswer':
      return m.simulate_why_no_answer({ day: locale.day(why.since), place: locale.number(why.place) });
    default:
      return why satisfies never;
  }
}
