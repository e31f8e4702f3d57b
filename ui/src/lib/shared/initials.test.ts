import { expect, it } from 'vitest';
import { initials } from './initials';

it.each([
  ['Nordlicht Reisen', 'NR'],
  ['Wanderbuch', 'Wa'],
  ['Küstenläufer', 'Kü'],
  ['Sentiers & Refuges', 'SR'],
  ['la cordée verte', 'LC'],
  ['途鹿旅行', '途'],
  ['Q', 'Q'],
  ['4 Pfoten', '4P'],
  ['  ', ''],
  ['★', '★'],
])('the initials of %s are %s', (name, expected) => {
  expect(initials(name)).toBe(expected);
});
