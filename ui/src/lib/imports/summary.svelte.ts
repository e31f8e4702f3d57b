import type { ImportSummary } from '$lib/ipc/client';
import { shellDoor, type ImportDoor } from './door';

/** The summary of an import, as it is asked for. */
export type SummaryState =
  { at: 'loading' } | { at: 'failed'; error: unknown } | { at: 'loaded'; summary: ImportSummary };

/** What is kept of one import. What was loaded stays in sight while it is asked for anew. */
export class Summary {
  state = $state.raw<SummaryState>({ at: 'loading' });
  readonly #id: number;
  readonly #door: Pick<ImportDoor, 'summary'>;

  constructor(id: number, door: Pick<ImportDoor, 'summary'> = shellDoor) {
    this.#id = id;
    this.#door = door;
  }

  async load(): Promise<void> {
    try {
      this.state = { at: 'loaded', summary: await this.#door.summary(this.#id) };
    } catch (error) {
      this.state = { at: 'failed', error };
    }
  }
}
