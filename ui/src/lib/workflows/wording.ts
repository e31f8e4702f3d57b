/** What can be read off the words of an email before it is sent to anybody. */
import type { Program, Wording } from '$lib/ipc/client';
import { m } from '$lib/paraglide/messages';

/** Plain words, or a merge tag by its name. */
export type Piece = { text: string } | { tag: string };

const TAG = /\{\{\s*([a-z_]+)\s*(?:\|([^{}]*))?\}\}/gu;

/** The text in one line, its tags apart. */
export function piecesOf(text: string): Piece[] {
  const line = text.replace(/\s+/gu, ' ').trim();
  const pieces: Piece[] = [];
  let from = 0;
  for (const found of line.matchAll(TAG)) {
    if (found.index > from) pieces.push({ text: line.slice(from, found.index) });
    pieces.push({ tag: found[1] ?? '' });
    from = found.index + found[0].length;
  }
  if (from < line.length) pieces.push({ text: line.slice(from) });
  return pieces;
}

/** What of the program an email needs and nobody has said: without it the email is drafted for nobody. */
export function lacking({ subject, body }: Wording, program: Program): string[] {
  const needed = new Set(
    [...`${subject}\n${body}`.matchAll(TAG)].filter((tag) => !tag[2]).map(([, name]) => name),
  );
  const facts = [
    ['invitation_link', program.linkPattern, m.program_link],
    ['program', program.name, m.program_name],
    ['sender', program.senderName, m.program_sender_name],
  ] as const;
  return facts.filter(([tag, value]) => needed.has(tag) && value === '').map(([, , label]) => label());
}
