import type { Effect, RowReport } from '$lib/ipc/client';
import { locale } from '$lib/locale.svelte';
import { afterEach, describe, expect, it } from 'vitest';
import { changeLine, effectsWords } from './effects';
import { rowSentence } from './issues';
import { issue, row } from './testing';
import { fieldsToMap, nearestFirst, suggestedWord, valueWord, valuesOf } from './values';

afterEach(() => {
  locale.choice = 'en';
});

const mark: Effect = { kind: 'mark' };
const contact: Effect = { kind: 'contact', email: 'anke@wanderbuch.example' };
const group: Effect = { kind: 'group', name: 'VIP 2026' };
const leave: Effect = { kind: 'leave', name: 'DACH' };
const country: Effect = { kind: 'field', field: 'country', before: '', after: 'DE' };

describe('what a row changes', () => {
  it.each<[Effect[], string, string]>([
    [
      [mark, contact, group],
      'Becomes a prospect · contact anke@wanderbuch.example · joins VIP 2026',
      '成为潜在客户 · 联系人 anke@wanderbuch.example · 加入群组 VIP 2026',
    ],
    [[leave, group], 'leaves DACH · joins VIP 2026', '退出群组 DACH · 加入群组 VIP 2026'],
    [[country], 'Country: — → DE', '国家/地区：— → DE'],
    [
      [{ kind: 'show' }, { kind: 'restore' }, { kind: 'stage', before: 'rejectedByYou', after: 'new' }],
      'Shown again · Restored · Stage: Rejected by you → New',
      '重新显示 · 恢复 · 阶段：已拒绝 → 新',
    ],
    [
      [mark, { kind: 'stage', before: null, after: 'joined' }],
      'Becomes a prospect · Joined',
      '成为潜在客户 · 已加入',
    ],
    [[{ kind: 'note', text: 'met at the fair' }], 'note “met at the fair”', '备注“met at the fair”'],
  ])('%o', (effects, english, chinese) => {
    locale.choice = 'en';
    expect(effectsWords(row({ effects }))).toBe(english);
    locale.choice = 'zh-CN';
    expect(effectsWords(row({ effects }))).toBe(chinese);
  });

  it('has its values in the language of the window where there is room', () => {
    locale.choice = 'en';
    expect(changeLine(country)).toEqual({ what: 'Country', before: '', after: 'Germany' });
    locale.choice = 'zh-CN';
    expect(changeLine(country).after).toBe('德国');
    expect(changeLine(leave)).toEqual({ what: '群组', before: 'DACH', after: '' });
  });

  it('is the sentence of a row without a problem, and follows the problem in full', () => {
    const updated = row({ outcome: 'update', effects: [country] });
    expect(rowSentence('catalogue', updated)).toEqual({
      text: 'Country: — → DE',
      tone: 'plain',
      whole: ['Country: — → DE'],
    });
    const known = { ...updated, issues: [issue('alreadyProspect')] };
    expect(rowSentence('prospects', known).whole).toEqual(['Already a prospect', 'Country: — → DE']);
  });

  it('does not say that one stays as it was who is brought back', () => {
    const hidden = row({ outcome: 'unchanged', issues: [issue('hidden')] });
    expect(rowSentence('prospects', hidden).text).toBe('Hidden, stays hidden');
    const back: RowReport = { ...hidden, outcome: 'update', effects: [{ kind: 'show' }] };
    expect(rowSentence('prospects', back).whole).toEqual(['Hidden', 'Shown again']);
  });

  it('of a new partner says that it is one, and which group it joins', () => {
    expect(rowSentence('prospects', row({ effects: [group] })).text).toBe(
      'New prospect, unlisted · joins VIP 2026',
    );
  });

  it('is led by the problem that is looked at', () => {
    const wrong = row({
      outcome: 'error',
      issues: [issue('emailInvalid', { field: 'email' }), issue('unknownGroup', { field: 'group' })],
    });
    expect(rowSentence('prospects', wrong, undefined, 'unknownGroup').text).toBe('Unknown group');
  });
});

describe('the values of a field', () => {
  it.each([
    ['country', 249, 'DE', 'Germany', '德国'],
    ['languages', 50, 'zh', 'Chinese', '中文'],
    ['businessModel', 12, 'contentReviews', 'Content/Reviews', '内容与测评'],
    ['categories', 22, 'travel', 'Travel', '旅行'],
    ['platform', 12, 'xiaohongshu', 'Xiaohongshu', '小红书'],
    ['type', 2, 'creator', 'Creator', '创作者'],
  ] as const)('of %s are %i', (field, count, value, english, chinese) => {
    locale.choice = 'en';
    expect(valuesOf(field, [])).toHaveLength(count);
    expect(valueWord(field, value)).toBe(english);
    locale.choice = 'zh-CN';
    expect(valueWord(field, value)).toBe(chinese);
  });

  it('have the nearest one first, also where the window speaks another language', () => {
    locale.choice = 'zh-CN';
    const [first, ...others] = nearestFirst('country', valuesOf('country', []), 'Germany');
    expect(first).toEqual({ value: 'DE', label: '德国' });
    expect(others).toHaveLength(248);
    expect(nearestFirst('group', [], 'VIP 2026')).toEqual([{ value: 'VIP 2026', label: 'VIP 2026' }]);
  });

  it.each([
    ['country', 'Germany', '德国'],
    ['businessModel', 'Social Influencer', '社交网红'],
    ['type', 'Creator', '创作者'],
    ['group', 'VIP 2026', 'VIP 2026'],
    ['email', 'a@b.example', 'a@b.example'],
    [null, 'Wanderbuch', 'Wanderbuch'],
  ] as const)('of %s are suggested in the words of the window: %s', (field, suggestion, chinese) => {
    locale.choice = 'en';
    expect(suggestedWord(field, suggestion)).toBe(suggestion);
    locale.choice = 'zh-CN';
    expect(suggestedWord(field, suggestion)).toBe(chinese);
  });

  it('are mapped in every column that can have them, and only where the whole value is known', () => {
    expect(fieldsToMap('unknownCountry', 'Germny', ['name', 'country', 'areas'])).toEqual([
      'country',
      'areas',
    ]);
    expect(fieldsToMap('unknownCountry', 'Germny', ['name', 'areas'])).toEqual(['areas']);
    expect(fieldsToMap('emailInvalid', 'x', ['email'])).toEqual([]);
    expect(fieldsToMap('unknownCountry', '', ['country'])).toEqual([]);
    expect(fieldsToMap('unknownCountry', 'x'.repeat(200), ['country'])).toEqual([]);
  });
});
