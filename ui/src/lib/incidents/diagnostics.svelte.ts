import { desk } from '$lib/ipc/client';
import { locale } from '$lib/locale.svelte';
import { m } from '$lib/paraglide/messages';
import { toClipboard } from '$lib/shared/clipboard';
import { toasts } from '$lib/shared/toasts.svelte';
import { theme } from '$lib/theme.svelte';

/** The diagnostic report, which is shown before it is copied. */
class Diagnostics {
  open = $state(false);
  /** The report; nothing until it is there. */
  text = $state<string | undefined>();
  /** Why there is none. */
  error = $state.raw<unknown>();

  /** Asks for the report and shows it. */
  async show(): Promise<void> {
    this.open = true;
    this.text = undefined;
    this.error = undefined;
    try {
      this.text = await desk.diagnosticReport({
        language: locale.current,
        theme: theme.current,
        width: window.innerWidth,
        height: window.innerHeight,
      });
    } catch (error) {
      this.error = error;
    }
  }

  /** Puts what is shown on the clipboard. */
  async copy(): Promise<void> {
    if (this.text === undefined) return;
    try {
      await toClipboard(Promise.resolve(this.text));
      this.open = false;
      toasts.show({ text: m.diagnostics_copied(), icon: 'copy' });
    } catch {
      toasts.show({ text: m.clipboard_refused(), icon: 'error' });
    }
  }
}

/** The one report of the window. */
export const diagnostics = new Diagnostics();
