import type { Attachment } from 'svelte/attachments';

/** What a tooltip says: an action, and the keys that do the same. */
export interface Tip {
  text: string;
  keys?: string | undefined;
  /** Under its anchor, or beside it where more controls stand under it. */
  side?: 'bottom' | 'right';
}

/** Milliseconds of rest before the first tooltip shows. */
const DELAY = 400;
/** Milliseconds after a tooltip has gone in which the next one shows at once. */
const WARM = 300;

/** The one tooltip of the window. Drawn by TooltipLayer. */
class TooltipState {
  shown = $state.raw<{ tip: Tip; anchor: HTMLElement } | undefined>();

  #timer: ReturnType<typeof setTimeout> | undefined;
  #goneAt = -Infinity;

  /** Shows a tip at an anchor after the delay, or at once where another has just gone. */
  rest(anchor: HTMLElement, tip: Tip): void {
    clearTimeout(this.#timer);
    const wait = performance.now() - this.#goneAt < WARM ? 0 : DELAY;
    this.#timer = setTimeout(() => {
      if (anchor.isConnected) this.shown = { tip, anchor };
    }, wait);
  }

  /** Takes the tip of an anchor away. */
  leave(anchor: HTMLElement): void {
    clearTimeout(this.#timer);
    if (this.shown?.anchor !== anchor) return;
    this.shown = undefined;
    this.#goneAt = performance.now();
  }
}

/** The state that TooltipLayer draws. */
export const tooltips = new TooltipState();

/**
 * Gives an element a tooltip: `{@attach tooltip(() => ({ text: m.action_undo(), keys: 'Ctrl Z' }))}`.
 * It shows on hover and on focus by keyboard, and goes with a press, Escape or leaving.
 * No tip: no tooltip. The element needs a name of its own; a tooltip is never its only name.
 */
export function tooltip(tip: () => Tip | undefined): Attachment<HTMLElement> {
  return (anchor) => {
    const show = () => {
      const now = tip();
      if (now) tooltips.rest(anchor, now);
    };
    const hide = () => tooltips.leave(anchor);
    const onFocus = () => {
      if (anchor.matches(':focus-visible')) show();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') hide();
    };
    const listeners: [string, (event: never) => void][] = [
      ['pointerenter', show],
      ['pointerleave', hide],
      ['pointerdown', hide],
      ['focusin', onFocus],
      ['focusout', hide],
      ['keydown', onKey],
    ];
    for (const [name, listener] of listeners) anchor.addEventListener(name, listener as EventListener);
    return () => {
      hide();
      for (const [name, listener] of listeners) anchor.removeEventListener(name, listener as EventListener);
    };
  };
}

/**
 * For text that may be cut short: the whole of it as a tooltip, only while it is cut.
 * `<span class="ell" {@attach whole(() => name)}>{name}</span>`
 */
export function whole(text: () => string): Attachment<HTMLElement> {
  return (anchor) =>
    tooltip(() => (anchor.scrollWidth > anchor.clientWidth ? { text: text() } : undefined))(anchor);
}
