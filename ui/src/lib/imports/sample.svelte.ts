import { isRefusal, type ImportDone } from '$lib/ipc/client';
import { shellDoor, type ImportDoor } from './door';
import { Run } from './run.svelte';

/** Where the loading of the sample catalogue stands. */
export type SampleState =
  { at: 'rest' } | { at: 'cancelled' } | { at: 'loading'; run: Run } | { at: 'failed'; error: unknown };

/** Loads the sample catalogue that comes with the app. */
export class SampleLoad {
  state = $state.raw<SampleState>({ at: 'rest' });
  readonly #door: Pick<ImportDoor, 'loadSample'>;
  #stop: AbortController | undefined;

  constructor(door: Pick<ImportDoor, 'loadSample'> = shellDoor) {
    this.#door = door;
  }

  /** @returns what was loaded; nothing where it was cancelled or failed. */
  async load(): Promise<ImportDone | undefined> {
    if (this.state.at === 'loading') return undefined;
    const run = new Run();
    this.#stop = new AbortController();
    this.state = { at: 'loading', run };
    try {
      const done = await this.#door.loadSample({
        progress: (progress) => run.tell(progress),
        signal: this.#stop.signal,
      });
      this.state = { at: 'rest' };
      return done;
    } catch (error) {
      this.state = isRefusal(error, 'cancelled') ? { at: 'cancelled' } : { at: 'failed', error };
      return undefined;
    }
  }

  /** Stops it; nothing was changed then. */
  cancel(): void {
    if (this.state.at === 'loading') this.state.run.stopping = true;
    this.#stop?.abort();
  }
}
