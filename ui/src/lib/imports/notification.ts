import type { ImportKind, Outcomes, Receptions } from '$lib/ipc/client';
import { locale } from '$lib/locale.svelte';
import { m } from '$lib/paraglide/messages';
import { rowsThatChange } from './outcomes';

/** What a notification of a finished import says. */
export interface ImportNote {
  title: string;
  body: string;
}

const titles: Record<ImportKind, () => string> = {
  prospects: m.import_note_prospects,
  catalogue: m.import_note_catalogue,
  groups: m.import_note_groups,
  applications: m.import_note_applications,
};

/** `Prospects imported`, and `118 new, 42 matched, 3 errors`: what came to nothing is left out. */
export function importNote(
  kind: ImportKind,
  outcomes: Outcomes,
  applications: Receptions | null = null,
): ImportNote {
  const title = titles[kind]();
  if (rowsThatChange(outcomes) === 0 && outcomes.error === 0) {
    return { title, body: m.import_note_nothing_changed() };
  }
  const count = (n: number) => ({ count: n, shown: locale.number(n) });
  if (applications) {
    const { joins, shared, waits, matched } = applications;
    const wait = waits + matched + applications.new;
    const parts = [
      joins > 0 && m.import_note_joined(count(joins)),
      wait > 0 && m.import_note_wait(count(wait)),
      shared > 0 && m.import_note_shared(count(shared)),
      outcomes.error > 0 && m.import_note_errors(count(outcomes.error)),
    ];
    return { title, body: parts.filter((part) => part !== false).join(m.import_note_comma()) };
  }
  const updated = kind === 'groups' ? m.import_note_changed : m.import_note_updated;
  const parts = [
    outcomes.create > 0 && m.import_note_new(count(outcomes.create)),
    outcomes.match > 0 && m.import_note_matched(count(outcomes.match)),
    // Of prospects, the new and the matched are what a manager waits for; else the updated are all there is.
    outcomes.update > 0 &&
      (kind === 'catalogue' || outcomes.create + outcomes.match === 0) &&
      updated(count(outcomes.update)),
    rowsThatChange(outcomes) === 0 && m.import_note_no_change(),
    outcomes.error > 0 && m.import_note_errors(count(outcomes.error)),
  ];
  return { title, body: parts.filter((part) => part !== false).join(m.import_note_comma()) };
}
