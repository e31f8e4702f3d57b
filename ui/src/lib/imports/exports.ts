import type { ImportKind, Saved } from '$lib/ipc/client';
import { locale } from '$lib/locale.svelte';
import { m } from '$lib/paraglide/messages';
import { toasts } from '$lib/shared/toasts.svelte';
import { shellDoor } from './door';
import { problemWords } from './problem';

/** The name of a file without its ending. */
const stem = (file: string): string => file.replace(/\.[^.]+$/u, '');

/** The last part of a path of any system. */
const nameOf = (path: string): string => path.split(/[/\\]/u).at(-1) ?? path;

/** Says what became of writing a file; nothing where the user cancelled. */
async function save(write: Promise<Saved | null>, say: (saved: Saved) => string): Promise<void> {
  try {
    const saved = await write;
    if (saved) toasts.show({ text: say(saved), icon: 'export' });
  } catch (error) {
    toasts.show({ text: problemWords(error).title, icon: 'error' });
  }
}

const rowsWritten = ({ rows, path }: Saved): string =>
  m.import_exported({ count: rows, shown: locale.number(rows), file: nameOf(path) });

/** Writes every row of an import with what became of it, to a place the user is asked for. */
export const saveResults = (id: number, file: string): Promise<void> =>
  save(shellDoor.exportResults(id, m.import_file_results({ name: stem(file) })), rowsWritten);

/** Writes the rows with errors: of an import, or of the last dry run. */
export function saveErrors(file: string, id?: number): Promise<void> {
  const name = m.import_file_errors({ name: stem(file) });
  const write = id === undefined ? shellDoor.exportDryRunErrors(name) : shellDoor.exportErrors(id, name);
  return save(write, rowsWritten);
}

const templates: Record<ImportKind, () => string> = {
  prospects: m.import_file_template_prospects,
  catalogue: m.import_file_template_catalogue,
  groups: m.import_file_template_groups,
  applications: m.import_file_template_applications,
};

/** Writes an empty file with the headers of a kind of import. */
export const saveTemplate = (kind: ImportKind): Promise<void> =>
  save(shellDoor.saveTemplate(kind, templates[kind]()), ({ path }) =>
    m.import_template_saved({ file: nameOf(path) }),
  );
