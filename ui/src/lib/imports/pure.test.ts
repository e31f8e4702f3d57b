import { locale } from '$lib/locale.svelte';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { fieldsOf } from './fields';
import { mappedTwice, matchedCount, missingFields, samplesOf, withField } from './mapping';
import { paceOf } from './pace';
import { delimiterChoices, delimiterName, encodingChoices, fileSize, headerRowChoices } from './reading';
import { Run } from './run.svelte';
import { preview } from './testing';

afterEach(() => {
  locale.choice = 'en';
});

describe('how a file is read, in words', () => {
  it('names the characters between fields', () => {
    expect(delimiterName(';')).toBe('semicolon');
    locale.choice = 'zh-CN';
    expect(delimiterName('\t')).toBe('制表符');
    expect(delimiterName('§')).toBe('“§”');
  });

  it('offers what the file was read with, however rare, and each only once', () => {
    for (const choices of [
      encodingChoices('ISO-8859-7'),
      encodingChoices('GB18030'),
      delimiterChoices('§'),
      headerRowChoices(31),
    ]) {
      const labels = choices.map(({ label }) => label);
      expect(new Set(labels).size).toBe(labels.length);
    }
    expect(encodingChoices('ISO-8859-7')[0]?.value).toBe('ISO-8859-7');
    expect(headerRowChoices(31).at(-1)?.label).toBe('header in row 31');
    expect(headerRowChoices(1).find(({ value }) => value === '0')?.label).toBe('no header');
  });

  it.each([
    [640, '640 bytes'],
    [2_100_000, '2.1 MB'],
    [137_000_000, '137 MB'],
  ])('says %d bytes as people do', (bytes, words) => {
    expect(fileSize(bytes)).toBe(words);
  });
});

describe('a mapping', () => {
  const fields = fc.array(fc.constantFrom('name', 'email', 'website', 'group', null));

  it('is mapped twice exactly where a field stands more than once', () => {
    fc.assert(
      fc.property(fields, (mapping) => {
        const filled = mapping.filter((field) => field !== null);
        expect(mappedTwice(mapping).size > 0).toBe(new Set(filled).size < filled.length);
        expect(matchedCount(mapping)).toBe(filled.length);
      }),
    );
  });

  it('changes one column and no other', () => {
    fc.assert(
      fc.property(fields, fc.nat(20), (mapping, column) => {
        const changed = withField(mapping, column, 'notes');
        expect(changed.map((field, at) => at === column || field === mapping[at])).not.toContain(false);
      }),
    );
  });

  it('of prospects needs Email, and Name or Website; of a catalogue only the latter', () => {
    expect(missingFields('prospects', [null])).toEqual([['email'], ['name', 'website']]);
    expect(missingFields('prospects', ['email', 'website'])).toEqual([]);
    expect(missingFields('catalogue', ['email'])).toEqual([['name', 'website']]);
    expect(missingFields('catalogue', ['name'])).toEqual([]);
  });

  it('offers the fields of its kind, and others that a column fills already', () => {
    expect(fieldsOf('prospects')).toHaveLength(13);
    expect(fieldsOf('prospects', ['followers', null, 'email'])).toContain('followers');
    expect(fieldsOf('catalogue')).not.toContain('group');
  });

  it('shows a few different values of a column', () => {
    const wide = preview({ sample: [[' a '], ['a'], [''], ['b'], [], ['c'], ['d']] });
    expect(samplesOf(wide, 0)).toEqual(['a', 'b', 'c']);
  });
});

describe('the pace of work', () => {
  it('is not told in its first moments', () => {
    expect(paceOf(100, 0.5, 0.1)).toEqual({ rowsPerSecond: undefined, secondsLeft: undefined });
  });

  it('tells rows a second and the seconds left', () => {
    expect(paceOf(7583, 0.61, 1.58)).toEqual({ rowsPerSecond: 4799, secondsLeft: 2 });
  });

  it('never tells a time that is over or has no end', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.float({ min: 0, max: 1e4, noNaN: true }),
        (rows, share, seconds) => {
          const { secondsLeft } = paceOf(rows, share, seconds);
          expect(secondsLeft === undefined || (secondsLeft >= 0 && Number.isFinite(secondsLeft))).toBe(true);
        },
      ),
    );
  });
});

describe('a run', () => {
  it('never goes back on its way from reading to checking', () => {
    const run = new Run(() => 0);
    const shares = [
      { step: 'reading', rows: 0, part: 0.2 } as const,
      { step: 'reading', rows: 0, part: 1 } as const,
      { step: 'checking', rows: 0, part: 0 } as const,
      { step: 'checking', rows: 5, part: 0.5 } as const,
      { step: 'checking', rows: 10, part: 1 } as const,
    ].map((progress) => {
      run.tell(progress);
      return run.share ?? -1;
    });
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });
});
