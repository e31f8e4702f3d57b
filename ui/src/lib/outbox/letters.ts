/** Messages out of the window: to the mail program, to files, to a mail merge. */
import { changes } from '$lib/changes/changes.svelte';
import { desk, type DialogWords, type PartnerId, type MessagePick, type Saved } from '$lib/ipc/client';
import { locale } from '$lib/locale.svelte';
import { m } from '$lib/paraglide/messages';
import { toasts } from '$lib/shared/toasts.svelte';

/** The last part of a path of any system. */
const nameOf = (path: string): string => path.split(/[/\\]/u).at(-1) ?? path;

const words = (filter: string): DialogWords => ({
  title: m.import_dialog_save(),
  filter,
  all: m.import_dialog_all(),
});

/** Says what was written and where; offers to note it as sent. */
function said({ rows, path }: Saved, sent: () => void): void {
  const text = m.outbox_written({ count: rows, n: locale.number(rows), file: nameOf(path) });
  toasts.show({ text, icon: 'export', action: { label: m.outbox_mark_sent(), run: sent } });
}

/** Begins the message in the system's mail program. */
export async function openInMail(partner: PartnerId, sent: () => void): Promise<void> {
  try {
    await desk.openMessage(partner);
    toasts.show({
      text: m.outbox_opened(),
      icon: 'mail',
      action: { label: m.outbox_mark_sent(), run: sent },
    });
  } catch (error) {
    changes.refused(error);
  }
}

/** Saves one message as a file; `name` is whom it goes to. */
export async function saveLetter(partner: PartnerId, name: string, sent: () => void): Promise<void> {
  await write(() => desk.saveMessage(partner, words(m.outbox_dialog_eml()), name), sent);
}

/** Saves messages into a folder that is asked for, a file each. */
export async function saveLetters(pick: MessagePick, sent: () => void): Promise<void> {
  await write(() => desk.saveMessages(pick, m.outbox_dialog_folder()), sent);
}

/** Writes messages as CSV for a mail merge. */
export async function exportMerge(pick: MessagePick, sent: () => void): Promise<void> {
  const file = words(m.import_dialog_filter_csv());
  await write(() => desk.exportMailMerge(pick, file, m.outbox_merge_file()), sent);
}

/** Has something written and says where; nothing where the user chose no place. */
async function write(ask: () => Promise<Saved | null>, sent: () => void): Promise<void> {
  try {
    const saved = await ask();
    if (saved) said(saved, sent);
  } catch (error) {
    changes.refused(error);
  }
}
