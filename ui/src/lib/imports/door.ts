import {
  desk,
  dryRun,
  importFile,
  loadSample,
  type ChosenFile,
  type DialogWords,
  type ImportDone,
  type ImportKind,
  type ImportSummary,
  type Notified,
  type PastImport,
  type Preview,
  type Report,
  type Request,
  type Page,
  type RowFilter,
  type RowReport,
  type Saved,
  type Watch,
} from '$lib/ipc/client';
import { m } from '$lib/paraglide/messages';

/** What imports need of the shell. Every promise fails with a `DeskError`. */
export interface ImportDoor {
  /** Asks for a file in the system's dialog; nothing where the user cancelled. */
  choose: () => Promise<ChosenFile | null>;
  /** Takes a table that was copied elsewhere as if it were a file. */
  paste: (text: string) => Promise<ChosenFile>;
  preview: (request: Request) => Promise<Preview>;
  dryRun: (request: Request, watch: Watch) => Promise<Report>;
  /** Rows of the last dry run with a text in a cell (empty: any), problems first. */
  rows: (filter: RowFilter, text: string, offset: number, limit: number) => Promise<Page>;
  /** One row of the last dry run by its number; nothing where there is no such row. */
  row: (row: number) => Promise<RowReport | undefined>;
  /** Lets the last dry run go. */
  forget: () => Promise<unknown>;
  /** Imports; `seen` is the hash of the file that the dry run saw. */
  import: (request: Request, seen: string, watch: Watch) => Promise<ImportDone>;
  createGroup: (name: string) => Promise<unknown>;
  /** The names of the groups there are. */
  groups: () => Promise<string[]>;
  loadSample: (watch: Watch) => Promise<ImportDone>;
  history: () => Promise<PastImport[]>;
  summary: (id: number) => Promise<ImportSummary>;
  /** These ask for a place in the system's dialog first; nothing where the user cancelled. */
  exportResults: (id: number, file: string) => Promise<Saved | null>;
  exportErrors: (id: number, file: string) => Promise<Saved | null>;
  exportDryRunErrors: (file: string) => Promise<Saved | null>;
  saveTemplate: (kind: ImportKind, file: string) => Promise<Saved | null>;
  /** Tells the user through the system that an import is done. */
  notify: (title: string, body: string, done: number) => Promise<Notified>;
}

const words = (title: string, filter: string): DialogWords => ({ title, filter, all: m.import_dialog_all() });
/** The words of the dialog for a place; what is written there is CSV. */
const saveWords = (): DialogWords => words(m.import_dialog_save(), m.import_dialog_filter_csv());

/** The shell itself. */
export const shellDoor: ImportDoor = {
  choose: () => desk.chooseImportFile(words(m.import_dialog_title(), m.import_dialog_filter())),
  paste: desk.pasteTable,
  preview: desk.previewImport,
  dryRun,
  rows: (filter, text, offset, limit) =>
    desk.dryRunRows({ filter, text, problemsFirst: true }, offset, limit),
  row: async (row) =>
    (await desk.dryRunRows({ filter: { kind: 'all' }, text: '', problemsFirst: false }, row - 1, 1)).rows[0],
  forget: desk.forgetDryRun,
  import: importFile,
  createGroup: (name) => desk.transact({ kind: 'createGroup', name }),
  groups: async () => (await desk.groups()).map(({ group }) => group.name),
  loadSample,
  history: desk.imports,
  summary: desk.importSummary,
  exportResults: (id, file) => desk.exportResults(id, saveWords(), file),
  exportErrors: (id, file) => desk.exportErrors(id, saveWords(), file),
  exportDryRunErrors: (file) => desk.exportDryRun(true, saveWords(), file),
  saveTemplate: (kind, file) => desk.saveTemplate(kind, saveWords(), file),
  notify: (title, body, done) => desk.notify({ title, body, action: m.import_note_show(), import: done }),
};
