import type { ImportKind, Outcome, Outcomes } from '$lib/ipc/client';
import { m } from '$lib/paraglide/messages';

/** The outcomes of a row in the order in which every bar, legend and summary shows them. */
export const OUTCOMES = [
  'create',
  'match',
  'update',
  'unchanged',
  'error',
  'skipped',
] as const satisfies readonly Outcome[];

const words: Record<Outcome, () => string> = {
  create: m.import_outcome_create,
  match: m.import_outcome_match,
  update: m.import_outcome_update,
  unchanged: m.import_outcome_unchanged,
  error: m.import_outcome_error,
  skipped: m.import_outcome_skipped,
};

/** The word for an outcome, of a kind of file: an application is linked rather than matched. */
export function outcomeWord(outcome: Outcome, kind?: ImportKind): string {
  if (kind === 'applications' && outcome === 'match') return m.import_outcome_linked();
  if (kind === 'applications' && outcome === 'update') return m.import_outcome_unlinked();
  return words[outcome]();
}

/** What the outcomes of a kind of file mean; it has no others. */
const meanings: Record<ImportKind, Partial<Record<Outcome, () => string>>> = {
  prospects: {
    create: m.import_does_prospect_create,
    match: m.import_does_prospect_match,
    update: m.import_does_prospect_update,
    unchanged: m.import_does_unchanged,
    error: m.import_does_error,
    skipped: m.import_does_skipped,
  },
  catalogue: {
    create: m.import_does_catalogue_create,
    match: m.import_does_catalogue_match,
    update: m.import_does_catalogue_update,
    unchanged: m.import_does_unchanged,
    error: m.import_does_error,
    skipped: m.import_does_skipped,
  },
  groups: {
    update: m.import_does_groups_update,
    unchanged: m.import_does_unchanged,
    error: m.import_does_error,
    skipped: m.import_does_skipped,
  },
  applications: {
    create: m.import_does_application_create,
    match: m.import_does_application_match,
    update: m.import_does_application_update,
    unchanged: m.import_does_application_unchanged,
    error: m.import_does_error,
    skipped: m.import_does_skipped,
  },
};

/** What an outcome means for a row of this kind of file: `New prospect, unlisted`. */
export function outcomeMeaning(kind: ImportKind, outcome: Outcome): string {
  return meanings[kind][outcome]?.() ?? outcomeWord(outcome);
}

/** What stands under the figure of an outcome in a summary: `New prospects, unlisted`. */
export function figureMeaning(kind: ImportKind, outcome: Outcome): string {
  if (kind === 'prospects' && outcome === 'create') return m.import_figure_prospects_created();
  if (kind === 'prospects' && outcome === 'match') return m.import_figure_prospects_matched();
  if (kind === 'catalogue' && outcome === 'match') return m.import_figure_accounts_matched();
  return outcomeMeaning(kind, outcome);
}

/** The counts as parts of a bar, all that rows of this kind of file can come to, with their words. */
export function outcomeParts(
  kind: ImportKind,
  outcomes: Outcomes,
): { key: Outcome; label: string; count: number }[] {
  return OUTCOMES.filter((key) => meanings[kind][key]).map((key) => ({
    key,
    label: outcomeWord(key, kind),
    count: outcomes[key],
  }));
}

/** Rows that an import writes or has nothing to write for: all but errors and skipped ones. */
export function rowsToImport(outcomes: Outcomes): number {
  return outcomes.create + outcomes.match + outcomes.update + outcomes.unchanged;
}

/** Rows that change something in the workspace. */
export function rowsThatChange(outcomes: Outcomes): number {
  return outcomes.create + outcomes.match + outcomes.update;
}
