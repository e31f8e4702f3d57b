import type { IconName } from './icons';

/** What a toast says, and the one thing that can be done about it. */
export interface Toast {
  text: string;
  icon?: IconName;
  action?: { label: string; keys?: string | undefined; run: () => void };
}

/** Milliseconds that a toast stays. */
export const TOAST_LIFE = 8000;

/** One toast at a time; a new one takes the place of the one before. Drawn by ToastLayer. */
class Toasts {
  shown = $state.raw<Toast | undefined>();

  #timer: ReturnType<typeof setTimeout> | undefined;
  #held = false;

  /** Shows a toast for its life. */
  show(toast: Toast): void {
    this.shown = toast;
    this.#held = false;
    this.#count();
  }

  /** Takes the toast away. */
  dismiss(): void {
    clearTimeout(this.#timer);
    this.#held = false;
    this.shown = undefined;
  }

  /** The pointer or the focus is on it: it stays. */
  hold(): void {
    this.#held = true;
    clearTimeout(this.#timer);
  }

  /** They left it: its life begins anew. */
  release(): void {
    if (!this.#held) return;
    this.#held = false;
    if (this.shown) this.#count();
  }

  /** Does what it offers, and takes it away. */
  act(): void {
    const action = this.shown?.action;
    this.dismiss();
    action?.run();
  }

  #count(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.dismiss(), TOAST_LIFE);
  }
}

/** The toasts of the window. */
export const toasts = new Toasts();
