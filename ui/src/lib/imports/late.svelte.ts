/** Milliseconds that work may take before the window says that it goes on. */
const QUIET = 400;

/**
 * Whether work has gone on for so long that it is to be shown. Call it once in the script of a component.
 * @param work what goes on, by its identity; nothing where nothing does.
 */
export function useLate(work: () => unknown): () => boolean {
  let late = $state(false);
  $effect(() => {
    late = false;
    if (work() === undefined) return;
    const timer = setTimeout(() => (late = true), QUIET);
    return () => clearTimeout(timer);
  });
  return () => late;
}
