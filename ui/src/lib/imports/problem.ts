import { describe, describeInLine } from '$lib/ipc/describe';
import { m } from '$lib/paraglide/messages';
import { fieldName } from './fields';

/** An error as a box says it: what happened, then what was kept and what to do. */
export interface ProblemWords {
  /** What happened, as a title has it: without its full stop. */
  title: string;
  text: string;
}

/** An error in words. Call it late: it speaks the language of the moment. */
export function problemWords(error: unknown): ProblemWords {
  const { happened, kept, action } = describe(error, fieldName);
  return {
    title: happened.replace(/[.。]$/u, ''),
    text: m.import_two_sentences({ first: kept, second: action }),
  };
}

/** An error in one line, with what was kept. */
export function problemLine(error: unknown): string {
  return describeInLine(error, fieldName);
}
