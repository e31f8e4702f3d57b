import { changes } from '$lib/changes/changes.svelte';
import { desk, type InvitationFacts, type PartnerId } from '$lib/ipc/client';
import { m } from '$lib/paraglide/messages';
import { toClipboard } from '$lib/shared/clipboard';
import { toasts } from '$lib/shared/toasts.svelte';

/** The invitation of the partner whose profile is open. */
export class Invitation {
  /** What there is to know; nothing while it is asked for, and of one who never was a prospect. */
  facts = $state.raw<InvitationFacts | undefined>();
  /** Why it cannot be shown. */
  error = $state.raw<unknown>();
  #turn = 0;

  /** Asks anew. An answer that was overtaken is dropped. */
  async ask(partner: PartnerId): Promise<void> {
    const turn = ++this.#turn;
    try {
      const facts = await desk.invitation(partner);
      if (turn !== this.#turn) return;
      this.facts = facts ?? undefined;
      this.error = undefined;
    } catch (error) {
      if (turn === this.#turn) this.error = error;
    }
  }
}

/** There is nothing to copy, which a toast says. */
class Nothing extends Error {}

/** Puts the link of a partner's invitation on the clipboard, and says so. */
export const copyInvitationLink = (partner: PartnerId): Promise<void> =>
  copy(
    desk.invitation(partner).then((facts) => {
      if (!facts) throw new Nothing(m.invitation_none());
      if (facts.link === null) throw new Nothing(m.invitation_no_pattern_toast());
      return facts.link;
    }),
    m.invitation_link_copied(),
  );

/** Puts the code of an invitation on the clipboard, and says so. */
export const copyCode = (code: string): Promise<void> =>
  copy(Promise.resolve(code), m.invitation_code_copied());

async function copy(text: Promise<string>, said: string): Promise<void> {
  try {
    await toClipboard(text);
    toasts.show({ text: said, icon: 'copy' });
  } catch {
    await failed(text);
  }
}

/** Says why nothing was copied: there is nothing, it could not be asked for, or the system keeps its clipboard to itself. */
async function failed(text: Promise<string>): Promise<void> {
  try {
    await text;
    toasts.show({ text: m.clipboard_refused(), icon: 'error' });
  } catch (error) {
    if (error instanceof Nothing) toasts.show({ text: error.message, icon: 'link' });
    else changes.refused(error);
  }
}
