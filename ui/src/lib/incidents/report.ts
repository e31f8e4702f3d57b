/** Errors of the page, told to the local log: of what kind they are and where they come from, never what they say. */
import { desk, DeskError, type Frame, type UiError } from '$lib/ipc/client';

/** So many in a row are told; what goes wrong in a loop is known by then. */
const MOST = 20;
/** Milliseconds after which as many may be told again. */
const SPAN = 60_000;
/** So many places of an error go along. */
const FRAMES = 20;

/** A place as engines write it at the end of a line: `file.js:1:2345`, with a bracket or without. */
const PLACE = /([^\s/\\@()]*):(\d+):(\d+)\)?$/u;
/** The name before it: `draw@…` in WebKit, `at draw (…` in Chromium. */
const NAME = /^(?:\s*at\s+)?([\w$.]*)/u;

/** The places that an error came through, the last one first. */
export function framesOf(stack: string | undefined): Frame[] {
  const frames: Frame[] = [];
  for (const line of (stack ?? '').split('\n')) {
    const place = PLACE.exec(line);
    if (!place || frames.length === FRAMES) continue;
    const [, file = '', atLine, column] = place;
    frames.push({
      function: NAME.exec(line)?.[1] ?? '',
      file: file.slice(-60),
      line: Number(atLine),
      column: Number(column),
    });
  }
  return frames;
}

/** What kind of error it is; of a refusal also which. */
function nameOf(error: unknown): string {
  if (error instanceof DeskError) return `${error.name}.${error.facts.kind}`;
  return error instanceof Error ? error.constructor.name : typeof error;
}

/** Those that were told: an error may come by several ways. */
const told = new WeakMap<object, Promise<string>>();
let moments: number[] = [];

/**
 * Tells the local log of an error.
 * @returns the number under which it stands there; empty where it does not.
 */
export function report(error: unknown, during: UiError['during']): Promise<string> {
  // A refusal that has a number is in the log already.
  if (error instanceof DeskError && error.facts.kind === 'internal')
    return Promise.resolve(error.facts.incident);
  const known = typeof error === 'object' && error !== null ? error : undefined;
  const before = known && told.get(known);
  if (before) return before;
  const now = Date.now();
  moments = moments.filter((moment) => now - moment < SPAN);
  if (moments.length >= MOST) return Promise.resolve('');
  moments.push(now);
  const stack = error instanceof Error ? error.stack : undefined;
  const number = desk
    .reportUiError({ during, name: nameOf(error).slice(0, 60), frames: framesOf(stack) })
    .then(
      (incident) => incident.number,
      () => '',
    );
  if (known) told.set(known, number);
  return number;
}
