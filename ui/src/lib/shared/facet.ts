/** What the list of a facet needs to know of an option. */
interface Named {
  value: string;
  label: string;
}

/** The chosen ones first, each part in the order that was given. */
export function orderOptions<Option extends Named>(
  options: readonly Option[],
  chosen: ReadonlySet<string>,
): Option[] {
  const first = options.filter((option) => chosen.has(option.value));
  return [...first, ...options.filter((option) => !chosen.has(option.value))];
}

/** Without case, accents and width, as a person means it who types in haste. */
export const fold = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase('en');

/** The options whose label or value holds every word that was typed. */
export function findOptions<Option extends Named>(options: readonly Option[], query: string): Option[] {
  const words = fold(query).split(/\s+/u).filter(Boolean);
  return options.filter((option) => {
    const text = `${fold(option.label)} ${fold(option.value)}`;
    return words.every((word) => text.includes(word));
  });
}

/** Where a key leads in a list of so many lines; `undefined` if the key does not move. It goes round at the ends. */
export function stepOption(key: string, at: number, count: number): number | undefined {
  if (count === 0) return undefined;
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count;
    case 'ArrowUp':
      return (at - 1 + count) % count;
    case 'PageDown':
      return Math.min(at + 8, count - 1);
    case 'PageUp':
      return Math.max(at - 8, 0);
    default:
      return undefined;
  }
}
