import { describe, expect, it } from 'vitest';
import { dayAfter, isDay, monthsAfter, nextYear } from './days';

const at = (year: number, month: number, day: number) => new Date(year, month - 1, day, 23, 30);

describe('days', () => {
  it('are counted by the calendar of the user', () => {
    expect(dayAfter(0, at(2026, 11, 30))).toBe('2026-11-30');
    expect(dayAfter(1, at(2026, 12, 31))).toBe('2027-01-01');
    expect(nextYear(at(2026, 3, 4))).toBe('2027-01-01');
  });

  it('a month later are the same of the month, or its last', () => {
    expect(monthsAfter(1, at(2026, 11, 15))).toBe('2026-12-15');
    expect(monthsAfter(1, at(2027, 1, 31))).toBe('2027-02-28');
    expect(monthsAfter(3, at(2027, 11, 30))).toBe('2028-02-29');
    expect(monthsAfter(3, at(2026, 12, 1))).toBe('2027-03-01');
  });

  it('are days that there are', () => {
    expect(isDay('2028-02-29')).toBe(true);
    for (const none of ['2027-02-29', '2027-13-01', '1.2.2027', '']) expect(isDay(none), none).toBe(false);
  });
});
