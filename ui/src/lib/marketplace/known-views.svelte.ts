import { desk, type View } from '$lib/ipc/client';

/** The saved views of the workspace, of all lists: few enough to be known here. */
class KnownViews {
  /** Those of a list in their order. */
  list = $state.raw<readonly View[]>([]);
  /** Why they could not be asked for. */
  error = $state.raw<unknown>();
  #turn = 0;

  /** Asks for them anew. */
  async refresh(): Promise<void> {
    const turn = ++this.#turn;
    try {
      const list = await desk.views();
      if (turn !== this.#turn) return;
      this.list = list;
      this.error = undefined;
    } catch (error) {
      if (turn === this.#turn) this.error = error;
    }
  }
}

/** The saved views of the open workspace. */
export const knownViews = new KnownViews();
