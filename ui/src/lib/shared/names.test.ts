import { describe, expect, it } from 'vitest';
import { inSentence, seen, seenLines, withNames } from './names';

describe('seen', () => {
  it('leaves what is seen as it is', () => {
    for (const name of ['Wanderbuch', '花园日记', 'شركة الأمل', '👩‍👩‍👧‍👦 family', '<b>x</b>', 'Z̴͑͐a̶̕l̵̀g̡̘o̸', ''])
      expect(seen(name)).toBe(name);
  });

  it('makes seen what is not', () => {
    expect(seen('bell\u0007 two\nlines \u001b[31m \u007f')).toBe('bell␇ two␊lines ␛[31m ␡');
    expect(seen('\u0301\u0302')).toBe('◌\u0301\u0302');
    expect(seenLines('two\nlines\t\u0007 \u202egnp')).toBe('two\nlines\t␇ �gnp');
    expect(seen('nel\u0085')).toBe('nel�');
    expect(seen('\u202egnp.exe\u202c')).toBe('�gnp.exe�');
    expect(seen('a\u2069b')).toBe('a�b');
  });
});

describe('inSentence', () => {
  it('keeps apart what runs the other way', () => {
    expect(inSentence('Wanderbuch')).toBe('Wanderbuch');
    expect(inSentence('شركة')).toBe('\u2068شركة\u2069');
    // What would end the isolation early is no longer there.
    expect(inSentence('\u2069שלום\u202e')).toBe('\u2068�שלום�\u2069');
  });

  it('takes the names out of facts, and leaves the rest', () => {
    const facts = {
      kind: 'x\u0007',
      title: { name: 'a\u0007', merged: ['b\n'], n: 1, event: { kind: 'c' } },
      name: null,
    };
    expect(withNames(facts, new Set(['name', 'merged']))).toEqual({
      ...facts,
      title: { name: 'a␇', merged: ['b␊'], n: 1, event: { kind: 'c' } },
    });
  });
});
