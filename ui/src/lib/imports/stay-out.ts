import type { Outcomes } from '$lib/ipc/client';
import { locale } from '$lib/locale.svelte';
import { m } from '$lib/paraglide/messages';
import { rowsThatChange, rowsToImport } from './outcomes';

const count = (n: number) => ({ count: n, shown: locale.number(n) });

/** What stands under a dry run: `Nothing has been written yet. 43 errors and 6 skipped rows stay out.` */
export function footSentence(outcomes: Outcomes): string {
  const parts = [m.import_nothing_written()];
  const { error, skipped } = outcomes;
  if (error > 0 && skipped > 0) {
    parts.push(m.import_stay_out_both({ errors: m.import_errors_count(count(error)), ...count(skipped) }));
  } else if (error > 0) parts.push(m.import_stay_out_errors(count(error)));
  else if (skipped > 0) parts.push(m.import_stay_out_skipped(count(skipped)));
  if (rowsToImport(outcomes) > 0 && rowsThatChange(outcomes) === 0) {
    parts.push(m.import_nothing_to_change());
  }
  return parts.reduce((first, second) => m.import_two_sentences({ first, second }));
}

/** Why the rows of a dry run cannot be imported; nothing where they can. */
export function whyNotImport(outcomes: Outcomes, rows: number): string | undefined {
  if (rows === 0) return m.import_no_rows();
  return rowsToImport(outcomes) === 0 ? m.import_none_to_import() : undefined;
}
