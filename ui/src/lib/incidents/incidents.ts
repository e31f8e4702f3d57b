/** What goes wrong where nobody looks: in a press, in a promise, in a layer over the page. */
import { m } from '$lib/paraglide/messages';
import { toasts } from '$lib/shared/toasts.svelte';
import type { UiError } from '$lib/ipc/client';
import { diagnostics } from './diagnostics.svelte';
import { report } from './report';

/** Tells the log and the user of an error. */
export async function happened(error: unknown, during: UiError['during']): Promise<void> {
  const incident = await report(error, during);
  toasts.show({
    text: incident === '' ? m.error_internal_bare() : m.error_internal({ incident }),
    icon: 'error',
    action: { label: m.diagnostics_open(), run: () => void diagnostics.show() },
  });
}

/** Begins to hear of errors that nobody caught. Returns what ends it. */
export function hearErrors(): () => void {
  const onError = (event: ErrorEvent): void => {
    // Without an error it is a remark of the engine, such as on a loop of sizes.
    if (event.error !== null && event.error !== undefined) void happened(event.error, 'handling');
  };
  const onRejection = (event: PromiseRejectionEvent): void => void happened(event.reason, 'promise');
  window.addEventListener('error', onError);
  window.addEventListener('unhandledrejection', onRejection);
  return () => {
    window.removeEventListener('error', onError);
    window.removeEventListener('unhandledrejection', onRejection);
  };
}
