import type { Field, Fixes, MatchFix, PartnerId, Report, ValueFix } from '$lib/ipc/client';

/** Rows as the file has them. */
export const NOTHING_FIXED: Fixes = { cells: [], values: [], skipped: [], choices: [] };

/** One thing that was mended, as the list of fixes shows it and as it is taken back. */
export type Fix =
  | { kind: 'cell'; row: number; column: number; value: string }
  | { kind: 'value'; fields: readonly Field[]; from: string; to: string }
  /** All rows that are left out are one line: there may be thousands. */
  | { kind: 'skipped'; rows: readonly number[] }
  | { kind: 'choice'; row: number; partner: PartnerId | null };

/** Writes a cell over. */
export function withCell(fixes: Fixes, row: number, column: number, value: string): Fixes {
  const others = fixes.cells.filter((cell) => cell.row !== row || cell.column !== column);
  return { ...fixes, cells: [...others, { row, column, value }] };
}

/**
 * Takes a value for another in all rows that have it, in each of these fields; an empty `to` leaves it out. A value is
 * taken for another once: what was already taken for `from` is from now on taken for `to`.
 */
export function withValue(fixes: Fixes, fields: readonly Field[], from: string, to: string): Fixes {
  const values = fixes.values
    .filter((fix) => !fields.includes(fix.field) || fix.from !== from)
    .map((fix) => (fields.includes(fix.field) && fix.to === from ? { ...fix, to } : fix))
    .filter((fix) => fix.from !== fix.to);
  return { ...fixes, values: [...values, ...fields.map((field) => ({ field, from, to }))] };
}

/** Of the values that earlier imports took for others, those that rows of this file have and that are problems there. */
export function recalled(report: Report, remembered: readonly ValueFix[]): ValueFix[] {
  const problems = new Set(report.causes.flatMap(({ values }) => values.map(({ value }) => value)));
  return remembered.filter(({ from }) => problems.has(from));
}

/** Leaves rows out. */
export function withSkipped(fixes: Fixes, rows: readonly number[]): Fixes {
  const skipped = [...new Set([...fixes.skipped, ...rows])].sort((a, b) => a - b);
  return skipped.length === fixes.skipped.length ? fixes : { ...fixes, skipped };
}

/** Takes rows in again that were left out. */
export function withIncluded(fixes: Fixes, rows: readonly number[]): Fixes {
  const wanted = new Set(rows);
  const skipped = fixes.skipped.filter((row) => !wanted.has(row));
  return skipped.length === fixes.skipped.length ? fixes : { ...fixes, skipped };
}

/** Chooses the account that a row is about; none: a new partner. */
export function withChoice(fixes: Fixes, row: number, partner: PartnerId | null): Fixes {
  return { ...fixes, choices: [...fixes.choices.filter((choice) => choice.row !== row), { row, partner }] };
}

/** What was chosen for a row, if anything was. */
export function choiceOf(fixes: Fixes, row: number): MatchFix | undefined {
  return fixes.choices.find((choice) => choice.row === row);
}

/** What was mended, line by line: values first, then cells and choices by row, then the rows left out. */
export function fixLines(fixes: Fixes): Fix[] {
  const values = new Map<string, { kind: 'value'; fields: Field[]; from: string; to: string }>();
  for (const { field, from, to } of fixes.values) {
    const known = values.get(JSON.stringify([from, to]));
    if (known) known.fields.push(field);
    else values.set(JSON.stringify([from, to]), { kind: 'value', fields: [field], from, to });
  }
  const rows: (Extract<Fix, { row: number }> & { column?: number })[] = [
    ...fixes.cells.map((cell) => ({ kind: 'cell' as const, ...cell })),
    ...fixes.choices.map((choice) => ({ kind: 'choice' as const, ...choice })),
  ];
  rows.sort((a, b) => a.row - b.row || (a.column ?? -1) - (b.column ?? -1));
  const skipped: Fix[] = fixes.skipped.length > 0 ? [{ kind: 'skipped', rows: fixes.skipped }] : [];
  return [...values.values(), ...rows, ...skipped];
}

/** How many lines {@link fixLines} has. */
export const fixCount = (fixes: Fixes): number => fixLines(fixes).length;

/** The fixes without one of their lines. */
export function without(fixes: Fixes, fix: Fix): Fixes {
  switch (fix.kind) {
    case 'cell':
      return {
        ...fixes,
        cells: fixes.cells.filter((cell) => cell.row !== fix.row || cell.column !== fix.column),
      };
    case 'value':
      return {
        ...fixes,
        values: fixes.values.filter(
          (value) => value.from !== fix.from || value.to !== fix.to || !fix.fields.includes(value.field),
        ),
      };
    case 'skipped':
      return withIncluded(fixes, fix.rows);
    case 'choice':
      return { ...fixes, choices: fixes.choices.filter((choice) => choice.row !== fix.row) };
    default:
      return fix satisfies never;
  }
}

/** The fixes as they stand, those before them, and those that were taken back. */
export interface FixHistory {
  readonly past: readonly Fixes[];
  readonly now: Fixes;
  readonly future: readonly Fixes[];
}

/** How many steps can be taken back. */
const REMEMBERED = 200;

/** Nothing was mended yet. */
export const NO_HISTORY: FixHistory = { past: [], now: NOTHING_FIXED, future: [] };

/** One step further; the same history where nothing changes. */
export function fixed(history: FixHistory, now: Fixes): FixHistory {
  if (now === history.now) return history;
  return { past: [...history.past, history.now].slice(-REMEMBERED), now, future: [] };
}

/** One step back; the same history where there is none. */
export function undone(history: FixHistory): FixHistory {
  const before = history.past.at(-1);
  if (!before) return history;
  return { past: history.past.slice(0, -1), now: before, future: [history.now, ...history.future] };
}

/** The step again that was taken back last; the same history where there is none. */
export function redone(history: FixHistory): FixHistory {
  const [next, ...future] = history.future;
  if (!next) return history;
  return { past: [...history.past, history.now], now: next, future };
}
