/**
 * How well a text holds the letters of a query in their order; larger is better, `undefined` is not at all.
 * Letters that follow one another count most, then letters that begin a word. Case and accents do not matter.
 */
export function fuzzyScore(query: string, text: string): number | undefined {
  const wanted = [...fold(query)].filter((letter) => letter !== ' ');
  const letters = [...fold(text)];
  let score = 0;
  let last = -1;
  for (const letter of wanted) {
    const at = nextOf(letters, letter, last);
    if (at === undefined) return undefined;
    const follows = at === last + 1 && last >= 0;
    score += follows ? 5 : beginsWord(letters, at) ? 3 : 0;
    // A leap costs a little, so that the shorter way to the same letters wins.
    score -= follows ? 0 : Math.min(at - last - 1, 10) * 0.1;
    last = at;
  }
  return score - letters.length * 0.01;
}

/** The items whose text holds the query, the best first; the given order where they are alike. */
export function fuzzyFind<Item>(
  items: readonly Item[],
  query: string,
  textOf: (item: Item) => string,
): Item[] {
  if (query.trim() === '') return [...items];
  return items
    .map((item) => ({ item, score: fuzzyScore(query, textOf(item)) }))
    .filter((entry): entry is { item: Item; score: number } => entry.score !== undefined)
    .sort((a, b) => b.score - a.score)
    .map((entry) => entry.item);
}

const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase('en');

const beginsWord = (letters: readonly string[], at: number): boolean =>
  at === 0 || !/[\p{L}\p{N}]/u.test(letters[at - 1] ?? ' ');

/** The next place of a letter: right after the last one, else at the beginning of a word, else anywhere. */
function nextOf(letters: readonly string[], letter: string, last: number): number | undefined {
  if (letters[last + 1] === letter) return last + 1;
  let anywhere: number | undefined;
  for (let at = last + 1; at < letters.length; at += 1) {
    if (letters[at] !== letter) continue;
    if (beginsWord(letters, at)) return at;
    anywhere ??= at;
  }
  return anywhere;
}
