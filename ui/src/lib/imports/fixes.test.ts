import type { Fixes } from '$lib/ipc/client';
import { describe, expect, it } from 'vitest';
import {
  fixCount,
  fixed,
  fixLines,
  NO_HISTORY,
  NOTHING_FIXED,
  redone,
  undone,
  withCell,
  withChoice,
  withIncluded,
  without,
  withSkipped,
  withValue,
} from './fixes';

const some: Fixes = {
  cells: [{ row: 2, column: 1, value: 'a' }],
  values: [{ field: 'group', from: 'VIP 2025', to: 'VIP 2026' }],
  skipped: [4, 9],
  choices: [{ row: 7, partner: null }],
};

const table: [string, Fixes, Partial<Fixes>][] = [
  [
    'another cell is added',
    withCell(some, 2, 0, 'b'),
    {
      cells: [
        { row: 2, column: 1, value: 'a' },
        { row: 2, column: 0, value: 'b' },
      ],
    },
  ],
  ['the same cell is replaced', withCell(some, 2, 1, 'c'), { cells: [{ row: 2, column: 1, value: 'c' }] }],
  [
    'the same value is replaced',
    withValue(some, ['group'], 'VIP 2025', ''),
    { values: [{ field: 'group', from: 'VIP 2025', to: '' }] },
  ],
  [
    'the same value of another field is another fix',
    withValue(some, ['country'], 'VIP 2025', 'DE'),
    {
      values: [
        { field: 'group', from: 'VIP 2025', to: 'VIP 2026' },
        { field: 'country', from: 'VIP 2025', to: 'DE' },
      ],
    },
  ],
  [
    'what was taken for a value follows it on',
    withValue(some, ['group'], 'VIP 2026', 'VIP'),
    {
      values: [
        { field: 'group', from: 'VIP 2025', to: 'VIP' },
        { field: 'group', from: 'VIP 2026', to: 'VIP' },
      ],
    },
  ],
  [
    'a value that comes to itself again is none',
    withValue(some, ['group'], 'VIP 2026', 'VIP 2025'),
    { values: [{ field: 'group', from: 'VIP 2026', to: 'VIP 2025' }] },
  ],
  ['rows are left out once and in order', withSkipped(some, [1, 9]), { skipped: [1, 4, 9] }],
  ['rows are taken in again', withIncluded(some, [4, 5]), { skipped: [9] }],
  ['a choice is replaced', withChoice(some, 7, 3), { choices: [{ row: 7, partner: 3 }] }],
];

describe('adding a fix', () => {
  it.each(table)('%s', (_, result, change) => {
    expect(result).toEqual({ ...some, ...change });
  });

  it('changes nothing where nothing changes', () => {
    expect(withSkipped(some, [4])).toBe(some);
    expect(withIncluded(some, [5])).toBe(some);
  });
});

describe('the list of fixes', () => {
  it('counts its lines, and all rows left out as one', () => {
    expect(fixLines(some).map(({ kind }) => kind)).toEqual(['value', 'cell', 'choice', 'skipped']);
    expect(fixCount(some)).toBe(4);
    expect(fixCount(NOTHING_FIXED)).toBe(0);
  });

  it('has one line for a value of two fields', () => {
    const two = withValue(NOTHING_FIXED, ['country', 'areas'], 'Germny', 'DE');
    expect(fixLines(two)).toEqual([
      { kind: 'value', fields: ['country', 'areas'], from: 'Germny', to: 'DE' },
    ]);
  });

  it.each(fixLines(some).map((line) => [line.kind, line] as const))('loses a %s alone', (kind, line) => {
    const left = fixLines(without(some, line));
    expect(left.map((other) => other.kind)).toEqual(
      ['value', 'cell', 'choice', 'skipped'].filter((other) => other !== kind),
    );
  });
});

describe('the history of fixes', () => {
  const first = withCell(NOTHING_FIXED, 1, 1, 'a');
  const second = withCell(first, 2, 1, 'b');
  const both = fixed(fixed(NO_HISTORY, first), second);

  it('goes back step by step, and forward again', () => {
    expect(undone(both).now).toBe(first);
    expect(undone(undone(both)).now).toBe(NOTHING_FIXED);
    expect(redone(undone(undone(both))).now).toBe(first);
    expect(redone(redone(undone(undone(both)))).now).toBe(second);
  });

  it('ends at its ends', () => {
    expect(undone(NO_HISTORY)).toBe(NO_HISTORY);
    expect(redone(both)).toBe(both);
    expect(fixed(both, second)).toBe(both);
  });

  it('forgets what was taken back once something else is mended', () => {
    const other = fixed(undone(both), withSkipped(first, [3]));
    expect(redone(other)).toBe(other);
    expect(undone(other).now).toBe(first);
  });
});
