/** The addresses of a group, copied or written to a file. */
import { changes } from '$lib/changes/changes.svelte';
import { desk, type EmailList, type Group } from '$lib/ipc/client';
import { locale } from '$lib/locale.svelte';
import { m } from '$lib/paraglide/messages';
import { toClipboard } from '$lib/shared/clipboard';
import { toasts } from '$lib/shared/toasts.svelte';

/** The last part of a path of any system. */
const nameOf = (path: string): string => path.split(/[/\\]/u).at(-1) ?? path;

/** What of a name every system takes in the name of a file, and not too much of it. */
const fileName = (name: string): string =>
  [...name.replace(/[\s\p{Cc}/\\:*?"<>|]+/gu, ' ').trim()].slice(0, 60).join('');

/** Members that are not on the list, and why: `2 without an address, 1 hidden`. */
export function leftOut({ without, repeated, hidden }: EmailList): string | undefined {
  const parts = [
    without > 0 && m.groups_emails_without({ n: locale.number(without) }),
    repeated > 0 && m.groups_emails_repeated({ n: locale.number(repeated) }),
    hidden > 0 && m.groups_emails_hidden({ n: locale.number(hidden) }),
  ].filter((part) => part !== false);
  return parts.length === 0 ? undefined : locale.list(parts);
}

function copied(list: EmailList): string {
  const words = m.groups_emails_copied({ count: list.addresses, n: locale.number(list.addresses) });
  const others = leftOut(list);
  return others === undefined ? words : m.groups_emails_but({ words, others });
}

/** Puts the addresses of a group on the clipboard, and says how many they are. */
export async function copyEmails(group: Group): Promise<void> {
  const asked = desk.emailList(group.id);
  try {
    await toClipboard(asked.then(textOf));
    toasts.show({ text: copied(await asked), icon: 'copy' });
  } catch {
    await failed(asked);
  }
}

class Nobody extends Error {}

function textOf({ text, addresses }: EmailList): string {
  if (addresses === 0) throw new Nobody();
  return text;
}

/** Says why nothing was copied: there is no list, nobody is on it, or the system keeps its clipboard to itself. */
async function failed(asked: Promise<EmailList>): Promise<void> {
  try {
    const { addresses } = await asked;
    const text = addresses === 0 ? m.groups_emails_none() : m.groups_emails_no_clipboard();
    toasts.show({ text, icon: addresses === 0 ? 'mail' : 'error' });
  } catch (error) {
    changes.refused(error);
  }
}

/** Asks for a place in the system's dialog and writes the addresses there. */
export async function saveEmails(group: Group): Promise<void> {
  const words = {
    title: m.import_dialog_save(),
    filter: m.import_dialog_filter_csv(),
    all: m.import_dialog_all(),
  };
  try {
    const name = m.groups_emails_file({ group: fileName(group.name) });
    const saved = await desk.exportEmailList(group.id, words, name);
    if (saved === null) return;
    const { rows, path } = saved;
    const text = m.groups_emails_saved({ count: rows, n: locale.number(rows), file: nameOf(path) });
    toasts.show({ text, icon: 'export' });
  } catch (error) {
    changes.refused(error);
  }
}
