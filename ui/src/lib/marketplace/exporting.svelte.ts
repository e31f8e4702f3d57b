import type { Progress, Watch } from '$lib/ipc/client';

/** Milliseconds after which a list that is being written is said to be long. */
const LONG = 300;

/** The list that is being written: how far it is, and how it is stopped. */
export class Exporting {
  /** How far it is; nothing while none is written, or one that is not long. */
  progress = $state.raw<Progress | undefined>();
  /** Whether it was asked to stop. */
  stopping = $state(false);

  #stop: AbortController | undefined;

  /** Follows a list that is written. Before its place is chosen nothing is told of it. */
  async watch<Saved>(write: (watch: Watch) => Promise<Saved>): Promise<Saved> {
    const stop = new AbortController();
    let begun: number | undefined;
    this.#stop = stop;
    this.stopping = false;
    try {
      return await write({
        signal: stop.signal,
        progress: (progress) => {
          begun ??= Date.now();
          if (Date.now() - begun >= LONG) this.progress = progress;
        },
      });
    } finally {
      this.progress = undefined;
      this.#stop = undefined;
    }
  }

  /** Stops it; nothing is left of the file then. */
  cancel(): void {
    this.stopping = true;
    this.#stop?.abort();
  }
}

/** The one of the window. */
export const exporting = new Exporting();
