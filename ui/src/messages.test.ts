import { describe, expect, it } from 'vitest';
import en from '../messages/en.json';
import zh from '../messages/zh-CN.json';

/** A message: a sentence, or a choice of sentences by plural. */
type Message = string | { declarations?: string[]; match: Record<string, string> }[];

/** Every `{name}` that a message fills in, besides what it works out by itself. */
function inputs(message: Message): string[] {
  const text = JSON.stringify(message);
  const own = [...text.matchAll(/local (\w+) = (\w+)/gu)];
  const names = [...text.matchAll(/\{(\w+)\}/gu)].map((match) => match[1] ?? '');
  const sources = own.map((match) => match[2] ?? '');
  const locals = new Set(own.map((match) => match[1] ?? ''));
  return [...new Set([...names.filter((name) => !locals.has(name)), ...sources])].sort();
}

const english = Object.entries(en) as [string, Message][];
const chinese = new Map(Object.entries(zh) as [string, Message][]);

describe('the two languages', () => {
  it('have the same messages', () => {
    expect([...chinese.keys()].sort()).toEqual(english.map(([key]) => key).sort());
  });

  it('keep their messages in order, so that two people who add some rarely meet', () => {
    expect(Object.keys(en), 'npm run format sorts them').toEqual(Object.keys(en).toSorted());
    expect(Object.keys(zh), 'npm run format sorts them').toEqual(Object.keys(zh).toSorted());
  });

  it.each(english)('fill the same places in %s', (key, message) => {
    const other = chinese.get(key);
    expect(other && inputs(other)).toEqual(inputs(message));
  });

  it.each(english.filter(([, message]) => typeof message !== 'string'))(
    'has a form for one and for many in %s',
    (_key, message) => {
      if (typeof message === 'string') return;
      for (const variant of message) {
        const forms = Object.keys(variant.match);
        expect(forms.some((form) => form.includes('=other') || form.includes('=*'))).toBe(true);
      }
    },
  );
});
