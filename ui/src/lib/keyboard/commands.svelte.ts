import { untrack } from 'svelte';
import type { Keys } from './keys';

/** Where a command stands in the palette and in the help. */
export type CommandGroup = 'go' | 'list' | 'edit' | 'data' | 'view' | 'app';

/** Something that can be done: by keys, from the palette, and listed in the help. */
export interface Command {
  /** Stable and unique while it is registered: `list.mark`. */
  id: string;
  /** What it does, asked whenever it is shown, so that it follows the language and the selection. */
  label: () => string;
  group: CommandGroup;
  /** The first is shown on key caps. */
  keys?: readonly Keys[];
  /** Whether it can be done now. Not given: always. */
  when?: () => boolean;
  run: () => void;
  /** Not offered in the palette: it only makes sense as a key (`j`, `Enter`). */
  keyOnly?: boolean;
  /** Its keys work while one types in a field too, although they are no combination with Mod. */
  whileTyping?: boolean;
}

/** The commands that stand open now. Those registered last go first, so that a view speaks before the app. */
export class CommandRegistry {
  #sets = $state.raw<readonly (() => readonly Command[])[]>([]);
  /** The same outside of signals: what ends an effect reads those as they were before the effect that follows it. */
  #known: readonly (() => readonly Command[])[] = [];

  /** Every command, in the order of registration. */
  readonly all: readonly Command[] = $derived(this.#sets.flatMap((set) => set()));

  /** Registers commands, asked for anew when what they read changes. Returns what takes them away. */
  add(commands: () => readonly Command[]): () => void {
    this.#put([...this.#known, commands]);
    return () => this.#put(this.#known.filter((set) => set !== commands));
  }

  #put(sets: readonly (() => readonly Command[])[]): void {
    this.#known = sets;
    this.#sets = sets;
  }

  /** The commands that can be done now. */
  available(): Command[] {
    return this.all.filter(isAvailable);
  }

  /** The command that keys stand for now. */
  find(keys: Keys): Command | undefined {
    return this.all.findLast((command) => command.keys?.includes(keys) && isAvailable(command));
  }

  /** Whether keys could be the first of two. */
  isPrefix(chord: string): boolean {
    return this.all.some(
      (command) => command.keys?.some((keys) => keys.startsWith(`${chord} `)) && isAvailable(command),
    );
  }

  /** The keys of a command, for a key cap beside a control. */
  keysOf(id: string): Keys | undefined {
    return this.all.find((command) => command.id === id)?.keys?.[0];
  }

  /** Does a command by its id, if it can be done now. */
  run(id: string): void {
    const command = this.all.findLast((candidate) => candidate.id === id);
    if (command && isAvailable(command)) command.run();
  }
}

const isAvailable = (command: Command): boolean => command.when?.() ?? true;

/** The commands of the window. */
export const commands = new CommandRegistry();

/**
 * Registers the commands of a component for as long as it stands. Call it once in its script:
 * `useCommands(() => [{ id: 'list.mark', label: m.list_mark, group: 'edit', keys: ['p'], run: mark }])`.
 */
export function useCommands(list: () => readonly Command[], registry: CommandRegistry = commands): void {
  $effect.pre(() => untrack(() => registry.add(list)));
}
