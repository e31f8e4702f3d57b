import { desk, type About, type ChangeDetails, type PastChange } from '$lib/ipc/client';
import { Pages } from '$lib/shared/pages.svelte';

/** The activity log: which changes are listed, where the keyboard stands, and which one is open. */
export class Activity {
  readonly pages: Pages<PastChange>;
  /** What the changes are about that are listed; nothing: all. */
  about = $state<About | null>(null);
  /** How many are listed; nothing before the first answer. */
  total = $state<number | undefined>();
  /** Why there is no answer. */
  error = $state.raw<unknown>();
  /** The row that the keyboard stands on. */
  active = $state(0);
  /** The number of the change that is open. */
  opened = $state<number | undefined>();
  /** What it came to; that of the one before stays until it is there. */
  details = $state.raw<ChangeDetails | undefined>();
  /** Why that cannot be told. */
  wrong = $state.raw<unknown>();

  #turn = 0;
  #openTurn = 0;

  constructor() {
    this.pages = new Pages<PastChange>(async (offset, n) => {
      const page = await desk.history(this.about, offset, n);
      return page.changes;
    });
  }

  /** Asks anew: something was changed. What is open stays open. */
  async refresh(): Promise<void> {
    const turn = ++this.#turn;
    try {
      const { total } = await desk.history(this.about, 0, 1);
      if (turn !== this.#turn) return;
      this.total = total;
      this.error = undefined;
      this.active = Math.min(this.active, Math.max(0, total - 1));
      this.pages.reset();
    } catch (error) {
      if (turn === this.#turn) this.error = error;
    }
    if (this.opened !== undefined) await this.#ask(this.opened);
  }

  /** Lists changes about something, or all, from the newest on. */
  async show(about: About | null): Promise<void> {
    this.about = about;
    this.active = 0;
    this.close();
    await this.refresh();
  }

  /** Opens the change of a row, also of one that was not seen yet. */
  async open(index: number): Promise<void> {
    this.active = index;
    const turn = ++this.#openTurn;
    try {
      const change = this.pages.row(index) ?? (await desk.history(this.about, index, 1)).changes[0];
      if (!change || turn !== this.#openTurn) return;
      this.opened = change.id;
      await this.#ask(change.id);
    } catch (error) {
      if (turn === this.#openTurn) this.wrong = error;
    }
  }

  /** Closes what is open. */
  close(): void {
    this.opened = undefined;
    this.details = undefined;
    this.wrong = undefined;
    this.#openTurn += 1;
  }

  async #ask(id: number): Promise<void> {
    const turn = ++this.#openTurn;
    try {
      const details = await desk.changeDetails(id);
      if (turn !== this.#openTurn) return;
      this.details = details;
      this.wrong = undefined;
    } catch (error) {
      if (turn !== this.#openTurn) return;
      this.details = undefined;
      this.wrong = error;
    }
  }
}
