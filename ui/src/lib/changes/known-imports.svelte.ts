import { desk, type PastImport } from '$lib/ipc/client';
import { locale } from '$lib/locale.svelte';

/** The past imports of the workspace, by which a filter calls them. */
class KnownImports {
  /** The newest first. */
  list = $state.raw<readonly PastImport[]>([]);
  readonly #byId = $derived(new Map(this.list.map((past) => [past.id, past])));

  /** Asks for them anew. */
  async refresh(): Promise<void> {
    try {
      this.list = await desk.imports();
    } catch {
      // Without them a filter calls an import by its number.
    }
  }

  /** What an import is called: by its file, and by its time where another is of a file of that name. */
  name(id: number): string | undefined {
    const past = this.#byId.get(id);
    if (!past) return undefined;
    const alone = this.list.every((other) => other.id === id || other.file !== past.file);
    return alone ? past.file : `${past.file} · ${locale.dateTime(new Date(past.at))}`;
  }
}

/** The past imports of the open workspace. */
export const knownImports = new KnownImports();
