import type { ChosenFile, ImportDone, ImportKind } from '$lib/ipc/client';
import { shellDoor, type ImportDoor } from './door';
import { importNote, type ImportNote } from './notification';
import { Wizard } from './wizard.svelte';

/** A notification that the window shows itself, because the system shows none. */
export interface ShownNote extends ImportNote {
  import: number;
}

/**
 * The import that is under way in this window. It lives on while other places are open, so that a long one can run
 * beside other work.
 */
export class ImportFlow {
  /** The file that is on its way. */
  wizard = $state.raw<Wizard | undefined>();
  /** A file that was dropped on the window, or a table that was pasted, of which the user has still to say what it holds. */
  dropped = $state.raw<ChosenFile | undefined>();
  /** Files are held over the window. */
  dragging = $state(false);
  /** What the window says itself of a finished import. */
  note = $state.raw<ShownNote | undefined>();

  readonly #door: ImportDoor;
  /** Told of every import that was written. */
  #written: (done: ImportDone) => void = () => undefined;
  /** Told of every import that was left with fixes. */
  #left: (wizard: Wizard) => void = () => undefined;

  constructor(door: ImportDoor = shellDoor) {
    this.#door = door;
  }

  /** Whom to tell of every import that was written. */
  onwritten(tell: (done: ImportDone) => void): void {
    this.#written = tell;
  }

  /** Whom to tell of every import that was left with fixes, which can be come back to. */
  onleft(tell: (wizard: Wizard) => void): void {
    this.#left = tell;
  }

  /** Whether a run would be lost by beginning another import. */
  get busy(): boolean {
    return this.wizard?.running ?? false;
  }

  /**
   * Asks for a file in the system's dialog and begins with it.
   * @returns whether an import stands open now; cancelling the dialog changes nothing.
   */
  async choose(kind: ImportKind): Promise<boolean> {
    if (this.busy) return true;
    const file = await this.#door.choose();
    if (!file) return false;
    this.begin(kind, file);
    return true;
  }

  /** Begins with a file, in place of the one before. */
  begin(kind: ImportKind, file: ChosenFile): void {
    this.leave();
    this.dropped = undefined;
    this.wizard = new Wizard(kind, file, { ...this.#door, import: (...asked) => this.#import(...asked) });
    void this.wizard.open();
  }

  /** A file was dropped on the window. While an import runs it is not taken. */
  drop(file: ChosenFile): void {
    if (!this.busy) this.dropped = file;
  }

  /** A table was pasted: it is taken as a file that was dropped. While an import runs it is not taken. */
  async paste(text: string): Promise<void> {
    if (!this.busy) this.drop(await this.#door.paste(text));
  }

  /** Leaves the import that stands open; what runs is stopped. */
  leave(): void {
    const { wizard } = this;
    wizard?.leave();
    this.wizard = undefined;
    if (wizard && wizard.fixes > 0) this.#left(wizard);
  }

  /** Comes back to an import that was left, with all that was mended in it. While another one runs it is not taken. */
  comeBack(wizard: Wizard): void {
    if (this.busy) return;
    this.leave();
    wizard.comeBack();
    this.wizard = wizard;
  }

  /** Imports, tells the user when it is done, wherever they are by then. */
  async import(): Promise<void> {
    const { wizard } = this;
    const done = await wizard?.import();
    if (wizard && done) await this.announce(wizard.kind, done);
  }

  /** Whoever shows the workspace hears of it before the wizard goes on. */
  async #import(...asked: Parameters<ImportDoor['import']>): Promise<ImportDone> {
    const done = await this.#door.import(...asked);
    this.#written(done);
    return done;
  }

  /** Tells that an import was written: through the system, and in the window where the system does not. */
  async announce(kind: ImportKind, done: ImportDone): Promise<void> {
    const note = importNote(kind, done.report.outcomes, done.report.applications);
    let shown = false;
    try {
      ({ shown } = await this.#door.notify(note.title, note.body, done.import));
    } catch {
      // Whatever kept the system from it, the window can still say it.
    }
    if (!shown) this.note = { ...note, import: done.import };
  }
}

/** The imports of the window. */
export const flow = new ImportFlow();
