import type {
  Cause,
  Field,
  Fixes,
  IssueCode,
  Outcome,
  Report,
  RowFilter,
  RowIssue,
  RowReport,
} from '$lib/ipc/client';
import { vi } from 'vitest';
import type { ImportDoor } from './door';
import { severityOf } from './issues';
import { fakeDoor, issue, outcomes, preview, report, row } from './testing';

/** Name, email, group, business model. */
export type Line = readonly [name: string, email: string, group: string, model: string];

const FIELDS: readonly Field[] = ['name', 'email', 'group', 'businessModel'];
const MODELS = ['contentReviews', 'socialInfluencer', 'Content/Reviews', 'Social Influencer'];

/** A file with one of each problem: rows 1 and 6 are right. */
export const LINES: readonly Line[] = [
  ['Wanderbuch', 'anke@wanderbuch.example', 'DACH', ''],
  ['Qingyang', 'hello@@qingyang.example', '', ''],
  ['山野志', 'bd@shanyezhi.example', 'VIP 2025', ''],
  ['Steilwand', 'kontakt@steilwand.example', 'DACH', 'Influencer'],
  ['Moor & Tarn', 'ruth@moor-tarn.example', 'VIP 2025', 'Influencer'],
  ['Talwärts', 'moin@talwaerts.example', '', 'Content/Reviews'],
  ['Twins', 'two@twins.example', '', ''],
];

/** What the rules of an import come to, in so far as the tests of fixing need them. */
function checked(line: Line, number: number, fixes: Fixes, groups: readonly string[]): RowReport {
  const fields = line.map((cell, column) => {
    const written = fixes.cells.find((fix) => fix.row === number && fix.column === column)?.value ?? cell;
    const value = fixes.values.find((fix) => fix.field === FIELDS[column] && fix.from === written);
    return value?.to ?? written;
  });
  const [, email = '', group = '', model = ''] = fields;
  const issues: RowIssue[] = [];
  const wrong = (code: IssueCode, field: Field, value: string, suggestion: string | null) =>
    issues.push(issue(code, { field, value, suggestion }));
  if (email === '') wrong('requiredMissing', 'email', '', null);
  else if (!/^[^@]+@[^@]+$/u.test(email)) wrong('emailInvalid', 'email', email, email.replace('@@', '@'));
  if (group !== '' && !groups.includes(group)) wrong('unknownGroup', 'group', group, 'VIP 2026');
  if (model !== '' && !MODELS.includes(model)) {
    wrong('unknownBusinessModel', 'businessModel', model, 'Social Influencer');
  }
  const choice = fixes.choices.find((fix) => fix.row === number);
  const twins = [
    { id: 1, name: 'Twins of Kent', partnerId: '1001' },
    { id: 2, name: 'Twins Outdoor', partnerId: '' },
  ];
  const several = fields[0] === 'Twins' && !choice;
  const namesakes = fields[0] === 'Namesake' ? [{ id: 3, name: 'Namesake', partnerId: '77' }] : [];
  const offered = several ? twins : namesakes;
  if (several) wrong('conflictOfMatches', 'email', email, 'Twins of Kent');
  const skipped = fixes.skipped.includes(number);
  const matched = (choice && [...twins, ...namesakes].find(({ id }) => id === choice.partner)) ?? null;
  const error = issues.some(({ code }) => severityOf(code) === 'error');
  const outcome: Outcome = skipped ? 'skipped' : error ? 'error' : matched ? 'match' : 'create';
  return row({
    row: number,
    line: number + 1,
    outcome,
    issues: skipped ? [] : issues,
    fields,
    matched,
    candidates: skipped ? [] : offered,
    effects: matched
      ? [{ kind: 'mark' }, { kind: 'contact', email }]
      : group !== '' && outcome === 'create'
        ? [{ kind: 'group', name: group }]
        : [],
  });
}

function causesOf(rows: readonly RowReport[]): Cause[] {
  const causes = new Map<IssueCode, Cause>();
  for (const { issues } of rows) {
    for (const { code, value, suggestion } of issues) {
      const cause = causes.get(code) ?? { code, severity: severityOf(code), rows: 0, values: [] };
      causes.set(code, cause);
      cause.rows += 1;
      if (!code.startsWith('unknown')) continue;
      const known = cause.values.find((other) => other.value === value);
      if (known) known.rows += 1;
      else cause.values.push({ value, rows: 1, suggestion });
    }
  }
  return [...causes.values()];
}

const passes = (filter: RowFilter, { outcome, issues }: RowReport): boolean => {
  if (filter.kind === 'all') return true;
  if (filter.kind === 'outcome') return outcome === filter.outcome;
  if (filter.kind === 'reception') return false;
  return issues.some(
    ({ code, value }) => code === filter.code && (filter.value === null || value === filter.value),
  );
};

/** A door with a small file behind it, whose rows are checked with the fixes of each dry run. */
export function fileDoor(lines: readonly Line[] = LINES, change: Partial<ImportDoor> = {}): ImportDoor {
  const groups = ['DACH', 'VIP 2026'];
  let rows: RowReport[] = [];
  const read = preview({
    rows: lines.length,
    columns: FIELDS.map((field) => ({ name: field, field })),
    sample: lines.slice(0, 3).map((line) => [...line]),
  });
  const tried = (fixes: Fixes): Report => {
    rows = lines.map((line, at) => checked(line, at + 1, fixes, groups));
    const count = (outcome: Outcome) => rows.filter((one) => one.outcome === outcome).length;
    return report({
      preview: read,
      rows: rows.length,
      outcomes: outcomes({
        create: count('create'),
        match: count('match'),
        error: count('error'),
        skipped: count('skipped'),
      }),
      causes: causesOf(rows),
    });
  };
  return fakeDoor({
    preview: vi.fn(() => Promise.resolve(read)),
    dryRun: vi.fn((request) => Promise.resolve(tried(request.fixes))),
    rows: vi.fn((filter: RowFilter, text: string, offset: number, limit: number) => {
      const has = ({ fields }: RowReport) => fields.some((field) => field.includes(text));
      const left = rows.filter((one) => passes(filter, one) && has(one));
      const wrong = (one: RowReport) => one.outcome === 'error';
      left.sort((a, b) => Number(wrong(b)) - Number(wrong(a)));
      const errors = left.filter(wrong).length;
      return Promise.resolve({ total: left.length, errors, rows: left.slice(offset, offset + limit) });
    }),
    row: vi.fn((number: number) => Promise.resolve(rows[number - 1])),
    groups: vi.fn(() => Promise.resolve([...groups])),
    createGroup: vi.fn((name: string) => {
      groups.push(name);
      return Promise.resolve(null);
    }),
    ...change,
  });
}
