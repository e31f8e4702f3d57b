/** Merge tags, as they are written and what they stand for. */
import type { Tag } from '$lib/ipc/client';
import { m } from '$lib/paraglide/messages';

const words: Readonly<Record<Tag, string>> = {
  name: 'name',
  firstName: 'first_name',
  website: 'website',
  program: 'program',
  group: 'group',
  invitationLink: 'invitation_link',
  sender: 'sender',
};

/** Every tag, in the order in which they are offered. */
export const tags: readonly Tag[] = [
  'name',
  'firstName',
  'website',
  'invitationLink',
  'program',
  'group',
  'sender',
];

/** A tag as it is written, with what stands in its stead where it has no value. */
export const written = (tag: Tag, fallback?: string): string =>
  fallback === undefined ? `{{${words[tag]}}}` : `{{${words[tag]}|${fallback}}}`;

/** What a tag stands for. */
export const tagLabels: Readonly<Record<Tag, () => string>> = {
  name: m.templates_tag_name,
  firstName: m.templates_tag_first_name,
  website: m.templates_tag_website,
  program: m.templates_tag_program,
  group: m.templates_tag_group,
  invitationLink: m.templates_tag_invitation_link,
  sender: m.templates_tag_sender,
};
