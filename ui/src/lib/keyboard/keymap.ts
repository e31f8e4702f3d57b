import type { CommandRegistry } from './commands.svelte';
import { chordOf } from './keys';

/** Milliseconds in which the second of two keys must follow the first. */
const SEQUENCE = 1000;

/** Keys that a text field needs for itself, together with Mod. */
const editing = new Set(['Mod+z', 'Mod+Shift+z', 'Mod+y', 'Mod+a', 'Mod+c', 'Mod+v', 'Mod+x']);

/** Whether keys pressed there are text. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target.isContentEditable;
}

/** Whether an open dialog, menu or list has the keys to itself. */
const isCaptured = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[role=dialog], [role=menu], [data-select-content]') !== null;

/** Whether Enter and Space press what has the focus. */
function isPressable(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('button, a[href], select, summary, input[type=checkbox], input[type=radio]') !== null
  );
}

/** Whether a chord may start a command from where the focus stands. */
function mayRun(chord: string, target: EventTarget | null): boolean {
  const withMod = chord.startsWith('Mod+');
  if (isTyping(target)) return withMod && !editing.has(chord);
  if (isCaptured(target)) return withMod && !editing.has(chord);
  return !((chord === 'Enter' || chord === ' ') && isPressable(target));
}

/**
 * Lets the keys of a window run the commands of a registry. Single keys do nothing while one types in a
 * field or in an open dialog or menu. Returns what ends it.
 */
export function listenForKeys(registry: CommandRegistry, target: Window = window): () => void {
  let first: { chord: string; at: number } | undefined;

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || isModifier(event.key)) return;
    // A held Enter must not walk through one step after another.
    if (event.repeat && event.key === 'Enter') return;
    const chord = chordOf(event);
    const before = first && event.timeStamp - first.at < SEQUENCE ? first.chord : undefined;
    first = undefined;
    const command = (before && registry.find(`${before} ${chord}`)) || registry.find(chord);
    const free = mayRun(chord, event.target);
    if (command && (free || (command.whileTyping === true && !isCaptured(event.target)))) {
      event.preventDefault();
      command.run();
    } else if (free && registry.isPrefix(chord)) {
      first = { chord, at: event.timeStamp };
    }
  };

  target.addEventListener('keydown', onKeyDown);
  return () => target.removeEventListener('keydown', onKeyDown);
}

const isModifier = (key: string): boolean => ['Control', 'Shift', 'Alt', 'Meta', 'CapsLock'].includes(key);
