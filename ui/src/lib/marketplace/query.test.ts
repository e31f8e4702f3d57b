import { describe, expect, it } from 'vitest';
import {
  activeFilters,
  atLeastSize,
  choiceOf,
  filled,
  isNarrowed,
  merged,
  noFilters,
  ofImport,
  sizesFrom,
  wholeOf,
  withChoice,
  without,
  withRange,
} from './query';

describe('filters', () => {
  it('hold nothing back at first', () => {
    expect(activeFilters(noFilters())).toEqual([]);
    expect(isNarrowed(wholeOf('partners'))).toBe(false);
  });

  it('know groups by number and all else by text', () => {
    const filters = withChoice(noFilters(), 'group', { values: ['3', '12'], exclude: true });
    expect(filters.group).toEqual({ values: [3, 12], exclude: true });
    expect(choiceOf(filters, 'group')).toEqual({ values: ['3', '12'], exclude: true });
    expect(withChoice(filters, 'country', { values: ['DE'], exclude: false }).country.values).toEqual(['DE']);
  });

  it('of an import let those pass whom it brought', () => {
    const filters = ofImport(12);
    expect(activeFilters(filters)).toEqual(['import']);
    expect(choiceOf(filters, 'import')).toEqual({ values: ['12'], exclude: false });
    const both = withChoice(filters, 'import', { values: ['12', '3'], exclude: false });
    expect(both.import.values).toEqual([12, 3]);
  });

  it('are active by any end of a range', () => {
    const filters = withRange(noFilters(), 'visits', { min: null, max: 5 });
    expect(activeFilters(filters)).toEqual(['visits']);
    expect(activeFilters(without(filters, 'visits'))).toEqual([]);
  });

  it('that were typed take the place of those of their name, and leave the others', () => {
    const chosen = withChoice(
      withChoice(noFilters(), 'country', { values: ['DE'], exclude: false }),
      'status',
      { values: ['new'], exclude: false },
    );
    const typed = filled({ country: { values: ['FR'] }, visits: { min: 10 } });
    const both = merged(chosen, typed);
    expect(both.country).toEqual({ values: ['FR'], exclude: false });
    expect(both.status.values).toEqual(['new']);
    expect(both.visits).toEqual({ min: 10, max: null });
  });

  it.each([
    [['m', 'l', 'xl'], 'm'],
    [['xl', 'l'], 'l'],
    [['xs', 's', 'm', 'l', 'xl'], 'xs'],
    [['m'], undefined],
    [['m', 'xl'], undefined],
    [[], undefined],
  ] as const)('%j are the sizes from %s on', (values, from) => {
    expect(atLeastSize({ values: [...values], exclude: false })).toBe(from);
    if (from) expect(new Set(sizesFrom(from))).toEqual(new Set(values));
    expect(atLeastSize({ values: [...values], exclude: true })).toBeUndefined();
  });
});

it.each([
  [{ text: 'a' }, true],
  [{ text: '  ' }, false],
  [{ show: 'hidden' }, true],
  [{ sort: { by: 'name', descending: false } }, false],
] as const)('a query with %j is narrowed: %s', (change, narrowed) => {
  expect(isNarrowed({ ...wholeOf('partners'), ...change })).toBe(narrowed);
});
