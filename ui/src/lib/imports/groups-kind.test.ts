import type { IssueCode } from '$lib/ipc/client';
import { locale } from '$lib/locale.svelte';
import { afterEach, describe, expect, it } from 'vitest';
import { fieldsOf, shownFields } from './fields';
import { causeName, issueSentence, rowSentence, severityOf } from './issues';
import { importTitle, kindName } from './kinds';
import { missingFields } from './mapping';
import { figureMeaning, outcomeParts } from './outcomes';
import { issue, outcomes, row } from './testing';
import { fieldsToMap, valuesOf } from './values';

afterEach(() => {
  locale.choice = 'en';
});

describe('a file of group changes', () => {
  it('is called so in both languages', () => {
    expect([kindName('groups'), importTitle('groups')]).toEqual(['Group changes', 'Change groups']);
    locale.choice = 'zh-CN';
    expect([kindName('groups'), importTitle('groups')]).toEqual(['群组更改', '更改群组']);
  });

  it('has four fields of its own, which no other kind has', () => {
    expect(fieldsOf('groups')).toEqual(['partnerId', 'addTo', 'removeFrom', 'removeAll']);
    for (const kind of ['prospects', 'catalogue'] as const) {
      expect(fieldsOf(kind)).toContain('partnerId');
      expect(fieldsOf(kind)).not.toContain('addTo');
      expect(fieldsOf(kind)).not.toContain('removeAll');
    }
  });

  it('needs Partner ID and one of the changes', () => {
    expect(missingFields('groups', ['partnerId', 'removeAll'])).toEqual([]);
    expect(missingFields('groups', [null])).toEqual([['partnerId'], ['addTo', 'removeFrom', 'removeAll']]);
  });

  it('comes to four outcomes, the change worded for groups', () => {
    const parts = outcomeParts('groups', outcomes({ update: 3, error: 1 }));
    expect(parts.map(({ key }) => key)).toEqual(['update', 'unchanged', 'error', 'skipped']);
    expect(figureMeaning('groups', 'update')).toBe('Groups change');
    expect(outcomeParts('prospects', outcomes())).toHaveLength(6);
  });

  it('shows the columns that say whom and what, and the one that is wrong', () => {
    expect(shownFields('groups')).toEqual(['partnerId', 'addTo', 'removeFrom']);
    expect(shownFields('groups', 'removeAll')).toEqual(['partnerId', 'addTo', 'removeAll']);
    expect(shownFields('prospects', 'country')).toEqual(['name', 'email', 'country']);
  });

  it('maps a group in both lists, and a yes or no', () => {
    const filled = ['partnerId', 'addTo', 'removeFrom', 'removeAll'] as const;
    expect(fieldsToMap('unknownGroup', 'VIP 2025', filled)).toEqual(['addTo', 'removeFrom']);
    expect(fieldsToMap('yesNoInvalid', 'maybe', filled)).toEqual(['removeAll']);
    expect(valuesOf('removeFrom', ['VIP', 'DACH']).map(({ value }) => value)).toEqual(['DACH', 'VIP']);
    expect(valuesOf('removeAll', []).map(({ value }) => value)).toEqual(['no', 'yes']);
  });
});

describe('what is wrong with a row of group changes', () => {
  it.each<[IssueCode, string, string, string]>([
    ['unknownPartner', 'Unknown partner ID', 'No partner has the ID “9”', '没有 ID 为“9”的合作伙伴'],
    [
      'addAndRemove',
      'Same group to join and to leave',
      'Both to join and to leave “9”',
      '既要加入又要退出“9”',
    ],
    ['yesNoInvalid', 'Neither yes nor no', '“9” is neither yes nor no', '“9”既非“是”也非“否”'],
    ['nothingAsked', 'Nothing to change', 'The row asks for no change', '该行没有要求任何更改'],
  ])('%s is said in both languages', (code, cause, english, chinese) => {
    expect(severityOf(code)).toBe('error');
    expect(causeName(code)).toBe(cause);
    const wrong = issue(code, { field: 'partnerId', value: '9' });
    expect(issueSentence(wrong)).toBe(english);
    locale.choice = 'zh-CN';
    expect(issueSentence(wrong)).toBe(chinese);
  });

  it('is short where its cell is in sight', () => {
    const wrong = row({
      outcome: 'error',
      issues: [issue('unknownPartner', { field: 'partnerId', value: '007', suggestion: '7' })],
    });
    expect(rowSentence('groups', wrong, shownFields('groups'))).toEqual({
      text: 'Unknown partner ID',
      tone: 'error',
      whole: ['No partner has the ID “007”, nearest “7”'],
    });
  });
});
