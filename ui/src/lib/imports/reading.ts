import type { Quoting, Sheet } from '$lib/ipc/client';
import { locale } from '$lib/locale.svelte';
import { m } from '$lib/paraglide/messages';

/** Encodings that are offered, by the names that a preview gives them; any other that a file was read in stands beside them. */
const ENCODINGS = [
  'UTF-8',
  'UTF-16LE',
  'UTF-16BE',
  'GB18030',
  'GBK',
  'Big5',
  'Shift_JIS',
  'EUC-JP',
  'EUC-KR',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'ISO-8859-2',
  'ISO-8859-15',
];

/** What people call an encoding where its WHATWG name is not what they know. */
const ENCODING_NAMES: Readonly<Record<string, string>> = {
  'UTF-16LE': 'UTF-16 LE',
  'UTF-16BE': 'UTF-16 BE',
  'windows-1252': 'Windows-1252',
  'windows-1250': 'Windows-1250',
  'windows-1251': 'Windows-1251',
  'windows-1253': 'Windows-1253',
  'windows-1254': 'Windows-1254',
};

/** An encoding as people call it. */
export function encodingName(encoding: string): string {
  return ENCODING_NAMES[encoding] ?? encoding;
}

/** The encodings to choose from: those that are common, and the one the file was read in. */
export function encodingChoices(current: string): { value: string; label: string }[] {
  const all = ENCODINGS.includes(current) ? ENCODINGS : [current, ...ENCODINGS];
  return all.map((value) => ({ value, label: encodingName(value) }));
}

const DELIMITERS: Readonly<Record<string, () => string>> = {
  ',': m.import_delimiter_comma,
  ';': m.import_delimiter_semicolon,
  '\t': m.import_delimiter_tab,
  '|': m.import_delimiter_pipe,
  '^': m.import_delimiter_caret,
  '~': m.import_delimiter_tilde,
};

/** A character between fields in words; an unusual one as itself. */
export function delimiterName(delimiter: string): string {
  return DELIMITERS[delimiter]?.() ?? m.import_delimiter_other({ character: delimiter });
}

/** The characters to choose from: those that are common, and the one the file was read with. */
export function delimiterChoices(current: string): { value: string; label: string }[] {
  const common = Object.keys(DELIMITERS);
  const all = common.includes(current) ? common : [current, ...common];
  return all.map((value) => ({ value, label: delimiterName(value) }));
}

const QUOTINGS: Readonly<Record<Quoting, () => string>> = {
  double: m.import_quoting_double,
  single: m.import_quoting_single,
  doubleBackslash: m.import_quoting_double_backslash,
  singleBackslash: m.import_quoting_single_backslash,
  none: m.import_quoting_none,
};

/** What may stand around fields, to choose from. */
export function quotingChoices(): { value: Quoting; label: string }[] {
  return Object.entries(QUOTINGS).map(([value, label]) => ({ value: value as Quoting, label: label() }));
}

/** The sheets to choose from, with the rows that each has where they were counted. */
export function sheetChoices(
  current: string,
  sheets: readonly Sheet[],
): { value: string; label: string; hint: string | undefined }[] {
  const all = sheets.some(({ name }) => name === current)
    ? sheets
    : [{ name: current, rows: null }, ...sheets];
  return all.map(({ name, rows }) => ({
    value: name,
    label: name,
    hint: rows === null ? undefined : m.import_rows({ count: rows, shown: locale.number(rows) }),
  }));
}

/** The last row that is offered as the header, besides the one found. */
const LAST_HEADER_ROW = 10;

/** In the place of a header row: the file has none. */
export const NO_HEADER = 0;

/** The rows to choose from as the header, from 1, and none. */
export function headerRowChoices(current: number): { value: string; label: string }[] {
  const rows = [...Array.from({ length: LAST_HEADER_ROW }, (_, at) => at + 1), NO_HEADER];
  const all = rows.includes(current) ? rows : [...rows, current];
  const words = (row: number) =>
    row === NO_HEADER ? m.import_header_none() : m.import_header_row({ row: String(row) });
  return all.map((row) => ({ value: String(row), label: words(row) }));
}

/** As many lines are listed; the rest are counted. */
const LISTED_LINES = 6;

/** Says where other tables seem to begin, in lines of a text or rows of a sheet, and what becomes of them. */
export function otherTablesNote(lines: readonly number[], isSheet: boolean): string {
  const count = lines.length;
  const listed = lines.slice(0, LISTED_LINES).map((line) => String(line));
  const more = count - listed.length;
  if (more === 0) {
    const said = isSheet ? m.import_other_tables_rows : m.import_other_tables;
    return said({ count, lines: locale.list(listed) });
  }
  const said = isSheet ? m.import_other_tables_rows_many : m.import_other_tables_many;
  return said({ lines: listed.join(m.import_note_comma()), n: locale.number(more) });
}

const SIZE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** A number of bytes as people say it: `2.1 MB`. */
export function fileSize(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < SIZE_UNITS.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return new Intl.NumberFormat(locale.current, {
    style: 'unit',
    unit: SIZE_UNITS[unit],
    unitDisplay: unit === 0 ? 'long' : 'short',
    maximumFractionDigits: size < 10 && unit > 0 ? 1 : 0,
  }).format(size);
}
