import { describe, expect, it } from 'vitest';
import type { Census } from '$lib/ipc/client';
import { membershipOf, pressed, shown, toApply, untouched, type Membership } from './membership';

const census = (counts: Record<number, number>): Census => ({
  partners: 3,
  name: null,
  stage: null,
  prospects: 0,
  pastNew: 0,
  archived: 0,
  hidden: 0,
  groups: Object.entries(counts).map(([group, count]) => ({ group: Number(group), count })),
});

describe('a group of some partners', () => {
  it.each([
    [3, 'all'],
    [1, 'some'],
    [0, 'none'],
  ] as const)('with %i of 3 in it has %s', (count, membership) => {
    expect(membershipOf(census(count ? { 7: count } : {}), 7)).toBe(membership);
  });

  it.each([
    ['all', [true, false, true]],
    ['none', [false, true, false]],
    ['some', ['mixed', true, false, 'mixed']],
  ] as [Membership, (boolean | 'mixed')[]][])('that has %s goes through %j', (membership, states) => {
    let touched = untouched;
    for (const state of states) {
      expect(shown(membership, touched.get(7))).toBe(state);
      touched = pressed(touched, 7, membership);
    }
  });

  it('is left alone once it is back where it began', () => {
    for (const membership of ['all', 'none', 'some'] as const) {
      const presses = membership === 'some' ? 3 : 2;
      let touched = untouched;
      for (let n = 0; n < presses; n += 1) touched = pressed(touched, 7, membership);
      expect(toApply(touched), membership).toEqual({ add: [], remove: [] });
    }
  });
});

it('puts into and takes out of only what was touched', () => {
  let touched = pressed(untouched, 1, 'none');
  touched = pressed(touched, 2, 'all');
  touched = pressed(touched, 3, 'some');
  expect(toApply(touched)).toEqual({ add: [1, 3], remove: [2] });
});
