/**
 * How long acts take, from the press to the painted result, and frames while a list moves. They are told to the User Timing
 * API: measures `act:search`, `act:move` and so on, `frame`, and `frame:blank` where a row that should have been seen was
 * missing. No measure says what was typed or who is seen; they cost next to nothing, and only the latest are kept.
 */
export type Act =
  | 'start'
  | 'place'
  | 'search'
  | 'filter'
  | 'sort'
  | 'layout'
  | 'move'
  | 'page'
  | 'jump'
  | 'profile'
  | 'mark'
  | 'select';

/** Measures that are kept. */
const KEPT = 4_000;
/** Milliseconds within which an act belongs to the press before it. */
const BELONGS = 1_000;
/** Milliseconds after which a result is no longer awaited. */
const LOST = 20_000;

interface Awaited {
  act: Act;
  since: number;
  shown: () => boolean;
}

let pressed = -BELONGS;
let begun = false;
let awaited: readonly Awaited[] = [];
/** Those whose result stood in the page when the last frame began, which has painted it. */
let painted: readonly Awaited[] = [];
/** Whether rows are missing in the list that has moved since the last frame; nothing while none moves. */
let moved: (() => boolean) | undefined;
/** The frame that shows a list in another place. */
let moving: { since: number; blank: boolean } | undefined;
let looking = false;
let made = 0;

/** Begins to hear when keys are pressed and things are clicked. */
export function hearPresses(): void {
  const hear = (event: Event) => (pressed = event.timeStamp);
  for (const kind of ['keydown', 'click']) addEventListener(kind, hear, { capture: true, passive: true });
}

/**
 * An act was begun with the last press.
 * @param shown whether its result stands in the page; it is looked at once a frame.
 */
export function began(act: Act, shown: () => boolean = () => true): void {
  const now = performance.now();
  expect({ act, since: now - pressed < BELONGS ? Math.min(pressed, now) : now, shown });
}

/** A list came up: the first of the window, which is awaited since the page began, or that of another place. */
export function cameUp(shown: () => boolean): void {
  if (begun) return began('place', shown);
  begun = true;
  expect({ act: 'start', since: 0, shown });
}

/** A list was moved: its next frame counts. */
export function listMoved(blank: () => boolean): void {
  moved = blank;
  look();
}

function expect(one: Awaited): void {
  awaited = [...awaited, one];
  look();
}

function look(): void {
  if (looking) return;
  looking = true;
  requestAnimationFrame(frame);
}

function frame(): void {
  const now = performance.now();
  for (const { act, since } of painted) measure(`act:${act}`, since, now);
  painted = awaited.filter(({ shown }) => shown());
  awaited = awaited.filter((one) => !painted.includes(one) && now - one.since < LOST);
  if (moving) measure(moving.blank ? 'frame:blank' : 'frame', moving.since, now);
  moving = moved && { since: now, blank: moved() };
  moved = undefined;
  looking = false;
  if (awaited.length > 0 || painted.length > 0 || moving) look();
}

function measure(name: string, start: number, end: number): void {
  made += 1;
  if (made > KEPT) {
    performance.clearMeasures();
    made = 1;
  }
  performance.measure(name, { start, end });
}
