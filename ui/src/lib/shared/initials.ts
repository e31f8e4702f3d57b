/** Characters that stand for a whole name by themselves: 汉字, kana, hangul. */
const WHOLE = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/**
 * What stands in a logo: one 汉字 (or kana, or hangul), the first letters of the first two words, or the first
 * two letters of a single word. A name without a letter or figure gives its first character.
 */
export function initials(name: string): string {
  const words = name.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  const first = words[0];
  if (first === undefined) return [...name.trim()][0] ?? '';
  const letters = [...first.normalize('NFC')];
  if (WHOLE.test(first)) return letters[0] ?? '';
  const second = words.find((word, at) => at > 0 && !WHOLE.test(word));
  if (second !== undefined) return `${letters[0]}${[...second.normalize('NFC')][0]}`.toLocaleUpperCase('en');
  return `${letters[0]?.toLocaleUpperCase('en')}${letters[1] ?? ''}`;
}
