/** The emails that a workflow can send: those there are, and those that become templates when the workflow is saved. */
import type { Template, TemplateId, Wording } from '$lib/ipc/client';
import type { Locale } from '$lib/locale.svelte';
import { fold } from '$lib/shared/facet';
import { starter } from '$lib/starter-emails';

/** What an email is for. */
export type EmailId = 'invitation' | 'firstFollowUp' | 'lastFollowUp';

/** The numbers under which the rules name emails that are not there yet: no workspace has so many. */
const NOT_YET: Readonly<Record<EmailId, TemplateId>> = {
  invitation: 4_294_967_295,
  firstFollowUp: 4_294_967_294,
  lastFollowUp: 4_294_967_293,
};

/** An email that a workflow can send. */
export interface Email {
  id: TemplateId;
  wording: Wording;
  /** It is not there yet, and made when the workflow is saved. */
  fresh: boolean;
}

/** The emails there are, and those that can be made with the workflow. */
export function emailsOf(templates: readonly Template[], language: Locale): Email[] {
  const there = templates.map((template) => ({ ...template, fresh: false }));
  const fresh = (Object.keys(NOT_YET) as EmailId[])
    .map((email) => ({ id: NOT_YET[email], wording: starter(email, language), fresh: true }))
    .filter(({ wording }) => !templates.some((other) => fold(other.wording.name) === fold(wording.name)));
  return [...there, ...fresh];
}

/** The email of this kind: the one that has its name, else one to be made. */
export function emailFor(email: EmailId, emails: readonly Email[], language: Locale): TemplateId {
  const { name } = starter(email, language);
  return emails.find(({ wording }) => fold(wording.name) === fold(name))?.id ?? NOT_YET[email];
}
