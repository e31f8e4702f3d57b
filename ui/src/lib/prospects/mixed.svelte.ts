import { desk, type Archived, type Place } from '$lib/ipc/client';

/** Whether a list is of followed prospects, of archived ones, or of both. */
export function archivedOf(filters: {
  readonly archived: { values: Archived[]; exclude: boolean };
}): 'no' | 'yes' | 'both' {
  const { values, exclude } = filters.archived;
  if (values.length === 0) return 'no';
  if (values.length > 1) return 'both';
  return values.includes('yes') !== exclude ? 'yes' : 'no';
}

/** How many of a selection are followed, and how many are archived. */
export class MixedSelection {
  /** The last answer; nothing while it is not known. */
  counts = $state.raw<{ followed: number; archived: number } | undefined>();

  #turn = 0;

  /** Asks about what is selected in a place; not where nothing is. An overtaken answer is dropped. */
  async ask(place: Place, selected: number): Promise<void> {
    const turn = ++this.#turn;
    if (selected === 0) {
      this.counts = undefined;
      return;
    }
    try {
      const census = await desk.census({ kind: 'selected', place });
      if (turn === this.#turn) this.counts = { followed: census.prospects, archived: census.archived };
    } catch {
      // Without counts both can be done as well.
      if (turn === this.#turn) this.counts = undefined;
    }
  }
}
