import type { SaveChoice } from '$lib/locale.svelte';

/** A set of colours. */
export type Theme = 'light' | 'dark';

/** What the user chose: a theme, or the one of the system. */
export type ThemeChoice = Theme | 'system';

const choices: readonly ThemeChoice[] = ['light', 'dark', 'system'];

/** The theme of the window: `data-theme` on the document, followed by every token. */
class ThemeState {
  /** What the user chose. */
  choice = $state<ThemeChoice>('system');
  #systemDark = $state(false);
  /** The theme that holds now. */
  readonly current: Theme = $derived(
    this.choice === 'system' ? (this.#systemDark ? 'dark' : 'light') : this.choice,
  );

  #save: SaveChoice<ThemeChoice> = () => undefined;

  /**
   * Takes up what was kept and where to keep it from now on, and begins to follow the system.
   * A kept value that is no theme counts as `system`.
   */
  start(saved: string | undefined, save: SaveChoice<ThemeChoice>): void {
    const system = window.matchMedia('(prefers-color-scheme: dark)');
    this.#systemDark = system.matches;
    system.addEventListener('change', (event) => {
      this.#systemDark = event.matches;
      this.#markDocument();
    });
    this.choice = choices.find((choice) => choice === saved) ?? 'system';
    this.#save = save;
    this.#markDocument();
  }

  /** Changes the theme now, and keeps the choice. */
  choose(choice: ThemeChoice): void {
    this.choice = choice;
    this.#markDocument();
    this.#save(choice);
  }

  #markDocument(): void {
    document.documentElement.dataset.theme = this.current;
  }
}

/** The one theme of the window. */
export const theme = new ThemeState();
