import { expect, it } from 'vitest';
import { parseFigure } from './figures';

it.each([
  ['', null],
  ['  ', null],
  ['0', 0],
  ['12,000', 12_000],
  ['10k', 10_000],
  ['1.5 M', 1_500_000],
  ['2万', 20_000],
  ['1.2亿', 120_000_000],
  ['１００', 100],
  ['abc', undefined],
  ['-5', undefined],
  ['10 apples', undefined],
])('%j is read as %s', (text, expected) => {
  expect(parseFigure(text)).toBe(expected);
});

it.each([
  ['3.75', 3.8],
  ['4', 4],
  ['0.04', 0],
])('%j is read as %s with one figure after the point', (text, expected) => {
  expect(parseFigure(text, 1)).toBe(expected);
});
