/** What stands in the outbox, in words. */
import type { Lack, MessageStep, Tag } from '$lib/ipc/client';
import { locale } from '$lib/locale.svelte';
import { m } from '$lib/paraglide/messages';
import { tagLabels, written } from './tags';

/** Which message: `Invitation`, `Follow-up 2`. */
export function stepWords(step: MessageStep): string {
  return step.kind === 'invitation'
    ? m.outbox_invitation()
    : m.outbox_follow_up({ n: locale.number(step.number) });
}

/** What a message lacks, as a word: `first name`. */
export function lackWord(lack: Lack): string {
  switch (lack.kind) {
    case 'address':
      return m.outbox_lack_address();
    case 'template':
      return m.outbox_lack_template();
    case 'value':
      return tagLabels[lack.tag]();
  }
}

/** What a message lacks, in one line: `Missing: email address and first name`. */
export const lacksSentence = (lacks: readonly Lack[]): string =>
  m.outbox_missing({ what: locale.list(lacks.map(lackWord)) });

/** Where what is missing can be given. */
export type Way = 'partner' | 'program' | 'template' | 'workflow';

/** How to mend it: where, and what to do there. */
export function wayOf(lack: Lack): { way: Way; words: string } {
  switch (lack.kind) {
    case 'address':
      return { way: 'partner', words: m.outbox_way_address() };
    case 'template':
      return { way: 'workflow', words: m.outbox_way_template() };
    case 'value':
      return wayOfTag(lack.tag);
  }
}

function wayOfTag(tag: Tag): { way: Way; words: string } {
  switch (tag) {
    case 'program':
      return { way: 'program', words: m.outbox_way_program() };
    case 'sender':
      return { way: 'program', words: m.outbox_way_sender() };
    case 'invitationLink':
      return { way: 'program', words: m.outbox_way_link() };
    case 'firstName':
    case 'website':
    case 'name':
    case 'group':
      return { way: 'partner', words: m.outbox_way_value({ tag: written(tag, '…') }) };
  }
}
