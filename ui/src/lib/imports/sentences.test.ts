import type { IssueCode, Outcomes } from '$lib/ipc/client';
import { locale } from '$lib/locale.svelte';
import { afterEach, describe, expect, it } from 'vitest';
import { causeName, issueSentence, keptName, rowSentence, severityOf } from './issues';
import { importNote } from './notification';
import { footSentence, whyNotImport } from './stay-out';
import { issue, outcomes, row } from './testing';

afterEach(() => {
  locale.choice = 'en';
});

const notes: [Partial<Outcomes>, string, string][] = [
  [{ create: 118, match: 42, error: 3 }, '118 new, 42 matched, 3 errors', '新增 118，匹配 42，错误 3'],
  [{ create: 12_431, error: 1 }, '12,431 new, 1 error', '新增 12,431，错误 1'],
  [
    { create: 8214, match: 3106, update: 612, unchanged: 499 },
    '8,214 new, 3,106 matched',
    '新增 8,214，匹配 3,106',
  ],
  [{ update: 5, unchanged: 2 }, '5 updated', '更新 5'],
  [{ unchanged: 480 }, 'Nothing changed: every row was there already', '没有变化：所有行均已存在'],
  [{ unchanged: 4, error: 2 }, 'no change, 2 errors', '无变化，错误 2'],
];

describe('the notification of an import', () => {
  it.each(notes)('of %o is said in both languages', (counts, english, chinese) => {
    locale.choice = 'en';
    expect(importNote('prospects', outcomes(counts))).toEqual({ title: 'Prospects imported', body: english });
    locale.choice = 'zh-CN';
    expect(importNote('prospects', outcomes(counts))).toEqual({ title: '潜在客户已导入', body: chinese });
  });

  it('tells of groups how many rows changed them', () => {
    expect(importNote('groups', outcomes({ update: 42, unchanged: 7, error: 3 }))).toEqual({
      title: 'Groups changed',
      body: '42 changed, 3 errors',
    });
    locale.choice = 'zh-CN';
    expect(importNote('groups', outcomes({ update: 42 }))).toEqual({ title: '群组已更改', body: '更改 42' });
  });

  it('names the updated accounts of a catalogue', () => {
    expect(importNote('catalogue', outcomes({ create: 20, update: 500 }))).toEqual({
      title: 'Catalogue imported',
      body: '20 new, 500 updated',
    });
  });
});

describe('what stands under a dry run', () => {
  it.each<[Partial<Outcomes>, string]>([
    [{ create: 3 }, 'Nothing has been written yet.'],
    [{ create: 3, error: 1 }, 'Nothing has been written yet. 1 error stays out.'],
    [
      { create: 3, error: 43, skipped: 6 },
      'Nothing has been written yet. 43 errors and 6 skipped rows stay out.',
    ],
    [{ create: 3, skipped: 1 }, 'Nothing has been written yet. 1 skipped row stays out.'],
    [
      { unchanged: 3 },
      'Nothing has been written yet. Every row is in the workspace already: importing changes nothing.',
    ],
  ])('of %o', (counts, sentence) => {
    expect(footSentence(outcomes(counts))).toBe(sentence);
  });

  it('joins Chinese sentences without a space', () => {
    locale.choice = 'zh-CN';
    expect(footSentence(outcomes({ create: 1, error: 43, skipped: 6 }))).toBe(
      '尚未写入任何数据。43 行错误与 6 行已跳过不会导入。',
    );
  });

  it('says why nothing can be imported', () => {
    expect(whyNotImport(outcomes(), 0)).toBe('The file has no rows after its header.');
    expect(whyNotImport(outcomes({ error: 2 }), 2)).toContain('all of them have errors');
    expect(whyNotImport(outcomes({ unchanged: 2 }), 2)).toBeUndefined();
  });
});

describe('what happens with a row', () => {
  it('is what its outcome means where nothing is the matter', () => {
    expect(rowSentence('prospects', row())).toEqual({
      text: 'New prospect, unlisted',
      tone: 'plain',
      whole: [],
    });
    expect(rowSentence('catalogue', row()).text).toBe('New in the marketplace');
  });

  it('is its gravest problem, short where the value is in sight, with all of them in full', () => {
    const sentence = rowSentence(
      'prospects',
      row({
        outcome: 'error',
        issues: [
          issue('roleAddress', { field: 'email', value: 'info@x.example' }),
          issue('unknownGroup', { field: 'group', value: 'VIP 2025', suggestion: 'VIP 2026' }),
        ],
      }),
    );
    expect(sentence).toEqual({
      text: 'Unknown group',
      tone: 'error',
      whole: ['“VIP 2025” is no group, nearest “VIP 2026”', 'Role address'],
    });
  });

  it('names the value where no cell shows it', () => {
    const unknown = issue('unknownType', { field: 'type', value: 'Blog', suggestion: 'Content/Reviews' });
    expect(rowSentence('prospects', row({ outcome: 'error', issues: [unknown] })).text).toBe(
      '“Blog” is no type',
    );
  });
});

describe('a value that is suggested', () => {
  it('is named in the language of the window', () => {
    const unknown = issue('unknownCountry', { field: 'country', value: 'Germny', suggestion: 'Germany' });
    locale.choice = 'zh-CN';
    expect(issueSentence(unknown)).toMatch(/最接近“德国”$/u);
  });
});

describe('a row that no workflow takes in', () => {
  it('says so shortly where its group is in sight, and why where it has none', () => {
    const waits = (value: string) => row({ issues: [issue('notAccepted', { field: 'group', value })] });
    expect(rowSentence('prospects', waits('DACH')).text).toBe('No workflow accepts the group');
    expect(rowSentence('prospects', waits('')).text).toBe('Not joined: the row names no group');
  });
});

describe('problems in words', () => {
  const codes: IssueCode[] = [
    'requiredMissing',
    'emailInvalid',
    'websiteInvalid',
    'unknownGroup',
    'twoGroups',
    'unknownType',
    'unknownPlatform',
    'unknownCountry',
    'unknownLanguage',
    'unknownBusinessModel',
    'unknownCategory',
    'numberInvalid',
    'dateInvalid',
    'channelInvalid',
    'columnCount',
    'quoteStray',
    'undecodable',
    'nul',
    'tooLong',
    'conflictInFile',
    'conflictOfMatches',
    'duplicateRow',
    'alreadyProspect',
    'hidden',
    'archived',
    'joined',
    'expired',
    'rejectedBefore',
    'notAccepted',
    'ambiguous',
    'nameDiffers',
    'roleAddress',
    'normalised',
  ];

  it.each(codes)('%s has its words in both languages, with and without its facts', (code) => {
    for (const choice of ['en', 'zh-CN'] as const) {
      locale.choice = choice;
      const bare = issueSentence(issue(code));
      const full = issueSentence(issue(code, { field: 'email', value: 'Wert', suggestion: 'Anders' }));
      for (const text of [bare, full, causeName(code), keptName(code)]) {
        expect(text).not.toBe('');
        expect(text).not.toMatch(/[{}]|“”|undefined/u);
      }
      expect(/\p{Script=Han}/u.test(causeName(code))).toBe(choice === 'zh-CN');
    }
  });

  it('says whom an ambiguous row takes and what a matched account is called', () => {
    expect(issueSentence(issue('ambiguous', { suggestion: 'Küstenläufer' }))).toBe(
      'Several accounts match, Küstenläufer taken',
    );
    expect(issueSentence(issue('nameDiffers', { suggestion: 'Gipfelkurier' }))).toBe(
      'Matched name differs: Gipfelkurier',
    );
  });

  it('keeps no row out for a warning', () => {
    expect(codes.filter((code) => severityOf(code) === 'warning')).toHaveLength(12);
  });
});
