/** What a change came to, in words. */
import type { About, Difference, Field, Program, Stand, Title, WorkflowFacts } from '$lib/ipc/client';
import { locale } from '$lib/locale.svelte';
import { m } from '$lib/paraglide/messages';
import { stageWords } from '$lib/vocabulary';

/** What changes can be about, in the order in which it is offered. */
export const aboutWords: Readonly<Record<About, () => string>> = {
  partners: m.activity_about_partners,
  groups: m.nav_groups,
  imports: m.nav_imports,
  workflows: m.nav_workflows,
  applications: m.activity_about_applications,
  views: m.activity_about_views,
};

/** One line of what is another than before; a line without *after* says all by itself. */
export interface Line {
  what: string;
  before?: string;
  after?: string;
}

/** What the words need from elsewhere. */
export interface Names {
  field: (field: Field) => string;
  /** What a partner is called; nothing where it is gone. */
  partner: (id: number) => string | undefined;
}

/** A difference as a line. */
export function lineOf(difference: Difference, names: Names): Line {
  switch (difference.kind) {
    case 'born':
      return {
        what: (difference.gone ? m.activity_born_gone : m.activity_born)(counted(difference.partners)),
      };
    case 'standing':
      return {
        what: m.market_whom(counted(difference.partners)),
        before: standWords(difference.before),
        after: standWords(difference.after),
      };
    case 'members': {
      const [joined, left] = [locale.number(difference.joined), locale.number(difference.left)];
      const what = difference.group ?? m.activity_group_gone();
      return { what, after: m.activity_members({ joined, left }) };
    }
    case 'group':
      return named(m.activity_group(), difference.before, difference.after);
    case 'view':
      return named(m.activity_view(), difference.before, difference.after);
    case 'workflow':
      return named(m.activity_workflow(), workflow(difference.before), workflow(difference.after));
    case 'template':
      return named(m.activity_template(), difference.before, difference.after);
    case 'applications':
      return { what: applicationWords(difference.came)(counted(difference.applications)) };
    case 'program':
      return named(m.activity_program(), program(difference.before), program(difference.after));
    case 'field': {
      const partner = names.partner(difference.partner) ?? m.activity_someone_gone();
      const what = m.activity_field({ partner, field: names.field(difference.field) });
      return named(what, difference.before, difference.after);
    }
    case 'contacts': {
      const words = difference.gone ? m.activity_contacts_gone : m.activity_contacts;
      return { what: words(counted(difference.partners)) };
    }
    case 'edited':
      return { what: m.activity_edited(counted(difference.partners)) };
    default:
      return difference satisfies never;
  }
}

/** Why something was done, where that was said, or the note that was written. */
export function reasonOf(title: Title): string {
  return 'reason' in title ? title.reason : '';
}

const counted = (count: number) => ({ count, n: locale.number(count) });

const named = (what: string, before: string | null, after: string | null): Line => ({
  what,
  before: before || m.activity_nothing(),
  after: after || m.activity_nothing(),
});

function standWords({ stage, archived, hidden }: Stand): string {
  const words = [stage ? stageWords[stage]() : m.activity_no_prospect()];
  if (archived) words.push(m.activity_archived());
  if (hidden) words.push(m.activity_hidden());
  return words.join(' · ');
}

function applicationWords(came: boolean | null) {
  if (came === null) return m.activity_applications_changed;
  return came ? m.activity_applications_came : m.activity_applications_went;
}

function program({ name, linkPattern, senderName, senderEmail, expiresAfter }: Program): string {
  const expiry = expiresAfter === null ? '' : m.activity_program_expiry(counted(expiresAfter));
  return [name, linkPattern, senderName, senderEmail, expiry].filter((part) => part !== '').join(' · ');
}

function workflow(facts: WorkflowFacts | null): string | null {
  if (!facts) return null;
  const { name, on, accept } = facts;
  const said = [
    on ? m.workflows_on() : m.workflows_off(),
    accept ? m.workflows_accepts() : m.workflows_waits(),
  ];
  return m.activity_workflow_facts({ name, facts: said.join(' · ') });
}
