import { desk, type GroupId } from '$lib/ipc/client';

/** Which groups are paired with a workflow. */
export class Pairings {
  #paired = $state.raw<readonly GroupId[]>([]);

  /** Asks anew. */
  async refresh(): Promise<void> {
    try {
      const workflows = await desk.workflows();
      this.#paired = workflows.flatMap(({ rules }) => rules.groups);
    } catch {
      // The signs of a moment ago stay; the page of a group says what went wrong.
    }
  }

  /** Whether a workflow is paired with a group. */
  has(group: GroupId): boolean {
    return this.#paired.includes(group);
  }
}
