import type { Outcomes, Preview, Report, RowIssue, RowReport } from '$lib/ipc/client';
import { vi } from 'vitest';
import type { ImportDoor } from './door';

/** Values for tests of imports, small and whole. */
export const preview = (change: Partial<Preview> = {}): Preview => ({
  encoding: 'UTF-8',
  bom: false,
  delimiter: ',',
  quoting: 'double',
  headerRow: 1,
  bytes: 2_100_000,
  rows: 3,
  sure: true,
  otherTables: [],
  sheet: null,
  sheets: [],
  columns: [
    { name: 'Name', field: 'name' },
    { name: 'Email', field: 'email' },
    { name: 'Group', field: 'group' },
  ],
  sample: [
    ['Wanderbuch', 'anke@wanderbuch.example', 'DACH'],
    ['山野志', 'bd@shanyezhi.example', 'VIP 2025'],
  ],
  missing: [],
  remembered: false,
  values: [],
  ...change,
});

export const outcomes = (change: Partial<Outcomes> = {}): Outcomes => ({
  create: 0,
  match: 0,
  update: 0,
  unchanged: 0,
  error: 0,
  skipped: 0,
  ...change,
});

export const report = (change: Partial<Report> = {}): Report => ({
  preview: preview(),
  rows: 3,
  outcomes: outcomes({ create: 2, error: 1 }),
  warnings: 0,
  revivable: 0,
  revive: false,
  causes: [
    {
      code: 'unknownGroup',
      severity: 'error',
      rows: 1,
      values: [{ value: 'VIP 2025', rows: 1, suggestion: 'VIP 2026' }],
    },
  ],
  fileHash: 'abc',
  revision: 0,
  seconds: 0.1,
  ...change,
});

export const issue = (code: RowIssue['code'], change: Partial<RowIssue> = {}): RowIssue => ({
  code,
  field: null,
  value: '',
  suggestion: null,
  ...change,
});

export const row = (change: Partial<RowReport> = {}): RowReport => ({
  row: 1,
  line: 2,
  outcome: 'create',
  issues: [],
  fields: ['Wanderbuch', 'anke@wanderbuch.example', 'DACH'],
  matched: null,
  candidates: [],
  effects: [],
  ...change,
});

/** The file that the tests import. */
export const file = { path: '/home/ana/autumn.csv', name: 'autumn.csv' };

/** The file that a pasted table is kept in. */
export const pasted = { path: '/home/ana/pasted-table.tsv', name: 'pasted-table.tsv' };

/** A shell that does everything it is asked; a test changes what it needs to be otherwise. */
export function fakeDoor(change: Partial<ImportDoor> = {}): ImportDoor {
  const done = {
    import: 7,
    report: report(),
    changes: {
      change: 7,
      title: { kind: 'import' as const, import: 7, file: file.name },
      undone: false,
      partners: 2,
      name: null,
      group: null,
    },
  };
  return {
    choose: vi.fn(() => Promise.resolve(file)),
    paste: vi.fn(() => Promise.resolve(pasted)),
    preview: vi.fn(() => Promise.resolve(preview())),
    dryRun: vi.fn(() => Promise.resolve(report())),
    rows: vi.fn(() =>
      Promise.resolve({ total: 3, errors: 1, rows: [row(), row({ row: 2 }), row({ row: 3 })] }),
    ),
    row: vi.fn((number: number) => Promise.resolve(row({ row: number }))),
    groups: vi.fn(() => Promise.resolve(['DACH', 'VIP 2026'])),
    forget: vi.fn(() => Promise.resolve(null)),
    import: vi.fn(() => Promise.resolve(done)),
    createGroup: vi.fn(() => Promise.resolve(null)),
    loadSample: vi.fn(() => Promise.resolve(done)),
    history: vi.fn(() => Promise.resolve([])),
    summary: vi.fn(() => Promise.reject(new Error('not asked for'))),
    exportResults: vi.fn(() => Promise.resolve(null)),
    exportErrors: vi.fn(() => Promise.resolve(null)),
    exportDryRunErrors: vi.fn(() => Promise.resolve(null)),
    saveTemplate: vi.fn(() => Promise.resolve(null)),
    notify: vi.fn(() => Promise.resolve({ shown: true })),
    ...change,
  };
}

/** A promise that a test settles when it wants to. */
export function settled<T>(): {
  promise: Promise<T>;
  resolve: (value: T) => void;
  reject: (error: unknown) => void;
} {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
