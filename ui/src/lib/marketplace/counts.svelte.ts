import { desk, type Facet, type FacetCount } from '$lib/ipc/client';
import { Latest } from '$lib/shared/latest';
import type { ListQuery } from './query';

/** The counts of one facet's values, asked for while its popover is open. */
export class Counts {
  /** The last answer; nothing before the first. */
  values = $state.raw<readonly FacetCount[] | undefined>();

  readonly #facet: Facet;
  readonly #asking = new Latest();

  constructor(facet: Facet) {
    this.#facet = facet;
  }

  /** Asks under a query. The last counts stay until the new ones are there; an overtaken answer is dropped. */
  async ask(query: ListQuery): Promise<void> {
    try {
      const answer = await this.#asking.ask(() => desk.facets(query, [this.#facet]));
      if (answer?.[0]) this.values = answer[0].counts;
    } catch {
      // Without counts the filter still works; what is wrong, the list itself says.
      this.values = undefined;
    }
  }
}
