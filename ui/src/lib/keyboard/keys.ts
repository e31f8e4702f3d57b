/**
 * Keys as commands name them: `j`, `Mod+k`, `Shift+x`, `Enter`, `?`, or two after one another: `g p`.
 * `Mod` is Ctrl, and ⌘ on a Mac.
 */
export type Keys = string;

/** Whether the window runs on a Mac, whose command key does what Ctrl does elsewhere. */
export const isMac = (): boolean => /Mac|iPhone|iPad/u.test(navigator.platform);

const caps: Readonly<Record<string, string>> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  ' ': 'Space',
  Delete: 'Del',
  PageDown: 'PgDn',
  PageUp: 'PgUp',
};

/** What stands on the key cap: `Ctrl K`, `P`, `G P`. */
export function keyCap(keys: Keys, mac = isMac()): string {
  return keys
    .split(' ')
    .map((chord) =>
      chord
        .split(/\+(?=.)/u)
        .map((key) => capOf(key, mac))
        .join(' '),
    )
    .join(' ');
}

function capOf(key: string, mac: boolean): string {
  if (key === 'Mod') return mac ? '⌘' : 'Ctrl';
  if (key === 'Alt') return mac ? '⌥' : 'Alt';
  return caps[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}

/** The keys as `aria-keyshortcuts` writes them. */
export const ariaKeys = (keys: Keys, mac = isMac()): string =>
  keys.replaceAll('Mod', mac ? 'Meta' : 'Control');

/**
 * The chord of a key press, written as commands write it. Letters are small; Shift is only named with a
 * letter or a key without a character of its own (`?` needs Shift on some keyboards and not on others).
 */
export function chordOf(event: KeyboardEvent, mac = isMac()): string {
  const key = latinKey(event);
  const parts: string[] = [];
  if (mac ? event.metaKey : event.ctrlKey) parts.push('Mod');
  if (mac ? event.ctrlKey : event.metaKey) parts.push(mac ? 'Ctrl' : 'Meta');
  if (event.altKey) parts.push('Alt');
  if (event.shiftKey && (key.length > 1 || /[a-z]/u.test(key))) parts.push('Shift');
  parts.push(key);
  return parts.join('+');
}

/** The letter where a layout of another script (Cyrillic, Greek) gives its own. */
function latinKey(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const letter = /^Key([A-Z])$/u.exec(event.code)?.[1];
  return letter && !/^[\x20-\x7e]$/u.test(key) && key.length === 1 ? letter.toLowerCase() : key;
}
