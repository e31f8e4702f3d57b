/** Texts from anywhere, such as names, as they are shown: what is not seen by itself is made to be seen, and none turns its neighbours round. */

/** Marks that turn what follows, and would be seen by nothing but what they do: overrides, embeddings, isolates. */
const TURNS = '\u202a-\u202e\u2066-\u2069';
const UNSEEN = new RegExp(`[\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029${TURNS}]`, 'gu');
/** Letters that run from right to left, and the marks that go with them. */
const RUNS_BACK =
  /[\u0590-\u08ff\u200e\u200f\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** A control character as its picture (`␇`, `␊`), one that has none and a mark that turns the text as `�`. */
function picture(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '␡' : '�';
}

/** A name as it is shown by itself, in an element that keeps it apart (`bdi`). A mark that begins it stands on a circle, not on nothing. */
export const seen = (name: string): string => name.replace(/^\p{M}/u, '◌$&').replace(UNSEEN, picture);

/** A text of several lines as it is shown. */
export const seenLines = (text: string): string =>
  text.replace(UNSEEN, (character) => (/[\n\r\t]/u.test(character) ? character : picture(character)));

/** A name as it stands within a sentence: kept apart from it where it runs the other way. */
export function inSentence(name: string): string {
  const text = seen(name);
  return RUNS_BACK.test(text) ? `\u2068${text}\u2069` : text;
}

/** The same of all names, wherever in facts they stand: of the fields called so, texts and lists of texts. */
export function withNames<T>(facts: T, fields: ReadonlySet<string>, within = false): T {
  if (typeof facts === 'string') return (within ? inSentence(facts) : facts) as T;
  if (Array.isArray(facts)) return facts.map((one: unknown) => withNames(one, fields, within)) as T;
  if (typeof facts !== 'object' || facts === null) return facts;
  const entries = Object.entries(facts).map(([field, value]) => [
    field,
    withNames<unknown>(value, fields, fields.has(field)),
  ]);
  return Object.fromEntries(entries) as T;
}
