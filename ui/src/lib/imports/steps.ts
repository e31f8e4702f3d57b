import type { Field, ImportDone, Preview, Reading, Report } from '$lib/ipc/client';
import type { DryRunRows } from './dry-run-rows.svelte';
import type { FixHistory } from './fixes';
import type { Mapping } from './mapping';
import type { Run } from './run.svelte';

/** What the user allows an import to do besides. */
export interface Ticks {
  /** Bring back those who are hidden, archived, were rejected or expired. */
  readonly revive: boolean;
  /** Take those who work with us already straight to Joined, where their group accepts. */
  readonly existingPartners: boolean;
}

export const NO_TICKS: Ticks = { revive: false, existingPartners: false };

/** A file as it is read now, and what its columns fill. */
export interface Draft {
  /** What the user set of how it is read; the rest is found out. */
  readonly reading: Reading;
  readonly preview: Preview;
  readonly mapping: Mapping;
  /** What was mended about its rows. */
  readonly fixes: FixHistory;
  readonly ticks: Ticks;
  /** How many fixes went because the file is read in another way. */
  readonly gone: number;
}

/** A finished dry run and its rows. */
export interface Trial {
  readonly report: Report;
  readonly rows: DryRunRows;
  /** The fixes that it was run with; those of the draft are ahead of them while it is checked again. */
  readonly fixes: FixHistory;
  /** The ticks that it was run with. */
  readonly ticks: Ticks;
}

/** A dry run that is looked at and mended. */
export interface DryRun {
  readonly at: 'dryRun';
  readonly draft: Draft;
  readonly trial: Trial;
  /** The rows are being checked again after a fix; those from before stand meanwhile. */
  readonly check: Run | undefined;
  /** The group that is being made. */
  readonly creating: string | undefined;
  /** Why a group could not be made, or a fix was taken back. */
  readonly error: unknown;
}

/** What became of a fix. */
export type Checked =
  /** The rows are as they are with it. */
  | 'checked'
  /** Another one came after it, with which the rows are checked. */
  | 'overtaken'
  /** The check was stopped or failed, and it was taken back; or nothing was to be done. */
  | 'takenBack';

/** Where the wizard stands. Each step has what it needs, and nothing else. */
export type Step =
  | { at: 'opening' }
  | { at: 'unreadable'; error: unknown }
  | { at: 'columns'; draft: Draft; rereading: boolean; error: unknown }
  | { at: 'trying'; draft: Draft; run: Run }
  | { at: 'tryFailed'; draft: Draft; error: unknown }
  | DryRun
  | { at: 'importing'; draft: Draft; trial: Trial; run: Run }
  | { at: 'importFailed'; draft: Draft; trial: Trial; error: unknown }
  | { at: 'done'; done: ImportDone };

/** Why the columns cannot be tried as they are matched. */
export interface ColumnProblems {
  twice: ReadonlySet<Field>;
  missing: readonly (readonly Field[])[];
}
