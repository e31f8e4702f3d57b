/** Workflows to begin with. */
import type { GroupId, Rules, Workflow } from '$lib/ipc/client';
import type { Locale } from '$lib/locale.svelte';
import { m } from '$lib/paraglide/messages';
import { fold } from '$lib/shared/facet';
import type { IconName } from '$lib/shared/icons';
import { emailFor, type Email } from './emails';
import { NEW_RULES } from './workflows.svelte';

/** What a starter is for. */
export type StarterId = 'prospecting' | 'invitations' | 'onboarding' | 'migration';

/** How a starter is shown where one chooses. */
interface StarterWords {
  icon: IconName;
  name: () => string;
  /** What it does. */
  text: () => string;
  /** What is left to say once it is chosen. */
  next: () => string;
}

/** The starters, in their order. */
export const starters: Readonly<Record<StarterId, StarterWords>> = {
  prospecting: {
    icon: 'send',
    name: m.starter_prospecting,
    text: m.starter_prospecting_text,
    next: m.starter_next_group,
  },
  invitations: {
    icon: 'mail',
    name: m.starter_invitations,
    text: m.starter_invitations_text,
    next: m.starter_next_group,
  },
  onboarding: {
    icon: 'groups',
    name: m.starter_onboarding,
    text: m.starter_onboarding_text,
    next: m.starter_next_onboarding,
  },
  migration: {
    icon: 'import',
    name: m.starter_migration,
    text: m.starter_migration_text,
    next: m.starter_next_migration,
  },
};

/** The starters by their names, as they are offered. */
export const starterIds = Object.keys(starters) as StarterId[];

/** The starter of this name, where it is one. */
export const starterOf = (name: string | undefined): StarterId | undefined =>
  starterIds.find((id) => id === name);

/** What a starter fills in. Its emails are those there are by their names, else they are made with the workflow. */
export function rulesOf(
  starter: StarterId | undefined,
  about: {
    groups: readonly GroupId[];
    emails: readonly Email[];
    language: Locale;
    others: readonly Workflow[];
  },
): Rules {
  const begun: Rules = { ...NEW_RULES, groups: [...about.groups] };
  if (!starter) return begun;
  const email = (id: Parameters<typeof emailFor>[0]) => emailFor(id, about.emails, about.language);
  const name = freeName(starters[starter].name(), about.others);
  const mails = (first: number, second: number): Partial<Rules> => ({
    invite: email('invitation'),
    followUps: [
      { after: first, template: email('firstFollowUp') },
      { after: second, template: email('lastFollowUp') },
    ],
  });
  switch (starter) {
    case 'prospecting':
      return { ...begun, name, ...mails(7, 21) };
    case 'invitations':
      return { ...begun, name, ...mails(7, 14), accept: true };
    case 'onboarding':
    case 'migration':
      return { ...begun, name, accept: true };
    default:
      return starter satisfies never;
  }
}

/** The name, with a number behind it where another workflow has it. */
export function freeName(name: string, others: readonly Workflow[]): string {
  const taken = (name: string) => others.some(({ rules }) => fold(rules.name) === fold(name));
  let free = name;
  for (let number = 2; taken(free); number += 1) free = `${name} ${number}`;
  return free;
}
