import { m } from '$lib/paraglide/messages';
import type { ImportFlow } from './flow.svelte';
import { problemLine } from './problem';

/** Why a text is no table, in words; nothing where it may be one. */
export function notTable(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return m.import_paste_empty();
  return /[\t\r\n]/u.test(trimmed) ? undefined : m.import_paste_one_cell();
}

/**
 * Takes a pasted text as a file, of which the user then says what it holds.
 * @returns what keeps it from being taken, in words.
 */
export async function takeTable(flow: ImportFlow, text: string): Promise<string | undefined> {
  const wrong = notTable(text);
  if (wrong !== undefined) return wrong;
  try {
    await flow.paste(text);
    return undefined;
  } catch (error) {
    return problemLine(error);
  }
}
