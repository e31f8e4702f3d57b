import { desk, type GroupId, type GroupSummary } from '$lib/ipc/client';

/** The groups of the workspace, by name: few enough to be known here. */
class KnownGroups {
  /** By name, as a dictionary of the language orders them, with their sizes. */
  list = $state.raw<readonly GroupSummary[]>([]);
  /** Why they could not be asked for. */
  error = $state.raw<unknown>();
  /** Whether they were asked for with success. */
  known = $state(false);
  readonly #names = $derived(new Map(this.list.map(({ group }) => [group.id, group.name])));

  /** Asks for them anew. */
  async refresh(): Promise<void> {
    try {
      this.list = await desk.groups();
      this.known = true;
      this.error = undefined;
    } catch (error) {
      this.error = error;
    }
  }

  /** What a group is called; nothing while it is not known. */
  name(id: GroupId): string | undefined {
    return this.#names.get(id);
  }
}

/** The groups of the open workspace. */
export const knownGroups = new KnownGroups();
