import type { PastImport } from '$lib/ipc/client';
import { shellDoor, type ImportDoor } from './door';

/** The past imports, as they are asked for. */
export type History =
  { at: 'loading' } | { at: 'failed'; error: unknown } | { at: 'loaded'; imports: readonly PastImport[] };

/** The imports of the workspace, newest first. What was loaded stays in sight while it is asked for anew. */
export class ImportHistory {
  state = $state.raw<History>({ at: 'loading' });
  readonly #door: Pick<ImportDoor, 'history'>;

  constructor(door: Pick<ImportDoor, 'history'> = shellDoor) {
    this.#door = door;
  }

  async load(): Promise<void> {
    try {
      this.state = { at: 'loaded', imports: await this.#door.history() };
    } catch (error) {
      this.state = { at: 'failed', error };
    }
  }
}
