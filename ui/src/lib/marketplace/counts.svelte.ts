import { desk, type Facet, type FacetCount } from '$lib/ipc/client';
import type { ListQuery } from './query';

/** The counts of one facet's values, asked for while its popover is open. */
export class Counts {
  /** The last answer; nothing before the first. */
  values = $state.raw<readonly FacetCount[] | undefined>();

  readonly #facet: Facet;
  #turn = 0;

  constructor(facet: Facet) {
    this.#facet = facet;
  }

  /** Asks under a query. The last counts stay until the new ones are there; an overtaken answer is dropped. */
  async ask(query: ListQuery): Promise<void> {
    const turn = ++this.#turn;
    try {
      const [counts] = await desk.facets(query, [this.#facet]);
      if (turn === this.#turn && counts) this.values = counts.counts;
    } catch {
      // Without counts the filter still works; what is wrong, the list itself says.
      if (turn === this.#turn) this.values = undefined;
    }
  }
}
