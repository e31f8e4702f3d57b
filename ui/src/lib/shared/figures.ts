/** What a letter or character after a figure multiplies it by. */
const units: Readonly<Record<string, number>> = {
  '': 1,
  k: 1e3,
  m: 1e6,
  b: 1e9,
  千: 1e3,
  万: 1e4,
  百万: 1e6,
  千万: 1e7,
  亿: 1e8,
};

/**
 * A number as people write it: `12,000`, `10k`, `1.5 M`, `2万`. Nothing for an empty text,
 * `undefined` for one that is no number.
 * @param digits how many figures after the point are kept; none for a whole number.
 */
export function parseFigure(text: string, digits = 0): number | null | undefined {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s,_'’]/gu, '')
    .toLowerCase();
  if (plain === '') return null;
  const parts = /^(\d+(?:\.\d+)?)(\p{L}*)$/u.exec(plain);
  const unit = units[parts?.[2] ?? ''];
  if (!parts || unit === undefined) return undefined;
  const scale = 10 ** digits;
  const scaled = Math.round(Number(parts[1]) * unit * scale);
  return Number.isSafeInteger(scaled) ? scaled / scale : undefined;
}
