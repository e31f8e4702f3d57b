/** How fast work goes, from how far it was when. */
export interface Pace {
  /** Rows a second; nothing before it can be told. */
  rowsPerSecond: number | undefined;
  /** Seconds that are left; nothing before they can be told. */
  secondsLeft: number | undefined;
}

/** Seconds of work before its pace is told: the first moments say little. */
const SETTLED = 0.5;

/**
 * The pace of work that has done `rows` of `total` in `seconds`. Without a total, the share
 * done (0 to 1) tells what is left.
 */
export function paceOf(rows: number, share: number, seconds: number): Pace {
  if (seconds < SETTLED) return { rowsPerSecond: undefined, secondsLeft: undefined };
  return {
    rowsPerSecond: rows > 0 ? Math.round(rows / seconds) : undefined,
    secondsLeft: share > 0.01 ? Math.ceil((seconds / share) * (1 - share)) : undefined,
  };
}
