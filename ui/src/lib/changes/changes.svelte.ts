import { desk } from '$lib/ipc/client';
import type { Changes, Op } from '$lib/ipc/client';
import { describe } from '$lib/ipc/describe';
import { keyCap } from '$lib/keyboard/keys';
import { locale } from '$lib/locale.svelte';
import { m } from '$lib/paraglide/messages';
import { toasts } from '$lib/shared/toasts.svelte';
import { workspace } from '$lib/workspace.svelte';
import { changeIcons } from './icons';
import { toastSentence } from './sentences';

/**
 * Every change that is made from the window goes through here: the core makes it, a toast says it and offers to
 * take it back, and whatever shows data hears of it by `revision`.
 */
class ChangeLog {
  /** Goes up with every change; an `$effect` that reads it runs again. */
  revision = $state(0);

  /**
   * Makes a change and says so.
   * @returns what it came to; `undefined` where it was refused, which a toast has said.
   */
  async make(op: Op): Promise<Changes | undefined> {
    try {
      return await this.makeOrThrow(op);
    } catch (error) {
      this.refused(error);
      return undefined;
    }
  }

  /** Makes a change and says so, and leaves a refusal to the caller. */
  async makeOrThrow(op: Op): Promise<Changes> {
    return this.#say(await desk.transact(op));
  }

  /** Makes a change, and leaves both the saying and the refusal to the caller. */
  async attempt(op: Op): Promise<Changes> {
    const changes = await desk.transact(op);
    this.happened();
    return changes;
  }

  /**
   * Takes the last change back.
   * @param meant the number of the change that was shown: when another came after it, nothing is done, and that is said.
   */
  async undo(meant: number | null = null): Promise<void> {
    await this.#turn(() => desk.undo(meant));
  }

  /** Makes the change again that was taken back last; `meant` as for {@link undo}. */
  async redo(meant: number | null = null): Promise<void> {
    await this.#turn(() => desk.redo(meant));
  }

  /**
   * Takes changes back one after another, from the last one to `to`.
   * @param steps how many that are, as the user was told: where they are others now, nothing is done.
   */
  async undoBack(to: number, steps: number): Promise<void> {
    try {
      const undone = await desk.undoBack(to, steps);
      const text = m.activity_back_done({ count: undone.steps, n: locale.number(undone.steps) });
      toasts.show({ text, icon: 'undo' });
    } catch (error) {
      this.refused(error);
    }
    // Those that were undone before one was refused stay so.
    this.happened();
  }

  /** Takes an import back; partners that were changed since are left alone. */
  async undoImport(id: number): Promise<void> {
    await this.#turn(() => desk.undoImport(id));
  }

  /** The data changed in another way, such as by an import. */
  happened(): void {
    this.revision += 1;
    void workspace.refresh();
  }

  /** A change was made by itself: it is said, and can be taken back. */
  heard(changes: Changes): void {
    this.#say(changes);
  }

  /** Says why something was refused. */
  refused(error: unknown): void {
    toasts.show({ text: describe(error).happened, icon: 'error' });
  }

  async #turn(turn: () => Promise<Changes>): Promise<void> {
    try {
      this.#say(await turn());
    } catch (error) {
      this.refused(error);
    }
  }

  #say(changes: Changes): Changes {
    const { change, undone } = changes;
    if (change === null) {
      toasts.show({ text: m.market_done_nothing(), icon: 'check' });
      return changes;
    }
    this.happened();
    toasts.show({
      text: toastSentence(changes),
      icon: undone ? 'undo' : changeIcons[changes.title.kind],
      action: undone
        ? { label: m.market_redo(), keys: keyCap('Mod+Shift+z'), run: () => void this.redo(change) }
        : { label: m.action_undo(), keys: keyCap('Mod+z'), run: () => void this.undo(change) },
    });
    return changes;
  }
}

/** The changes made from this window. */
export const changes = new ChangeLog();
