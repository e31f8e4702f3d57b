/* eslint svelte/prefer-svelte-reactivity: off -- a set of numbers takes the place of the one before, and is never changed in place. */
import { changes } from '$lib/changes/changes.svelte';
import {
  desk,
  type Draft,
  type Message,
  type OutboxCounts,
  type PartnerId,
  type MessagePick,
  type Shown,
} from '$lib/ipc/client';
import { Pages } from '$lib/shared/pages.svelte';

const NOBODY: ReadonlySet<PartnerId> = new Set();

/** The messages that are due: which are listed, which are chosen, and which one is open. */
export class Outbox {
  readonly pages: Pages<Message>;
  /** Which are listed. */
  shown = $state<Shown>('all');
  /** Nothing before the first answer. */
  counts = $state.raw<OutboxCounts | undefined>();
  /** Why there is no answer. */
  error = $state.raw<unknown>();
  /** The row that the keyboard stands on. */
  active = $state(0);
  /** The message that is open; that of the row before stays until the next is there. */
  draft = $state.raw<Draft | undefined>();
  /** Whose message is open. */
  opened = $state<PartnerId | undefined>();
  /** All that are listed are chosen, however many. */
  #all = $state(false);
  #chosen = $state.raw(NOBODY);
  /** The number of the outbox that is on the screen, and of the one in which those were chosen that are. */
  #latest: number | null = null;
  #seen: number | null = null;
  #turn = 0;
  #openTurn = 0;

  constructor() {
    this.pages = new Pages<Message>(async (offset, n) => {
      const page = await desk.outbox(this.shown, offset, n);
      this.#latest = page.seen;
      return page.messages;
    });
  }

  /** How many are listed. */
  get total(): number {
    const { counts } = this;
    if (!counts) return 0;
    return { all: counts.total, ready: counts.ready, blocked: counts.blocked }[this.shown];
  }

  /** How many are chosen. */
  get chosen(): number {
    return this.#all ? this.total : this.#chosen.size;
  }

  /** Whether all that are listed are chosen. */
  get all(): boolean {
    return this.total > 0 && this.chosen === this.total;
  }

  /** Whether the message of a row is chosen. */
  has(message: Message): boolean {
    return this.#all || this.#chosen.has(message.partner);
  }

  /** Asks anew: something was changed. What is chosen and open stays so where it still is due. */
  async refresh(): Promise<void> {
    const turn = ++this.#turn;
    try {
      const counts = await desk.outboxCounts();
      if (turn !== this.#turn) return;
      this.counts = counts;
      this.error = undefined;
      this.active = Math.min(this.active, Math.max(0, this.total - 1));
      this.pages.reset();
      if (!this.#all && this.#chosen.size > 0) await this.#keepChosen(turn);
    } catch (error) {
      if (turn === this.#turn) this.error = error;
    }
    if (this.opened !== undefined) await this.#ask(this.opened);
  }

  /** Those that went are not chosen any more. */
  async #keepChosen(turn: number): Promise<void> {
    const listed = new Set(await desk.outboxIds(this.shown));
    if (turn !== this.#turn) return;
    this.#chosen = new Set([...this.#chosen].filter((id) => listed.has(id)));
  }

  /** Lists other ones, from the first on. */
  async show(shown: Shown): Promise<void> {
    this.shown = shown;
    this.active = 0;
    this.clear();
    this.close();
    await this.refresh();
  }

  chooseAll(): void {
    this.#begin();
    this.#all = true;
  }

  /** What is chosen from now on was seen as it stands now; what is chosen already, as it stood then. */
  #begin(): void {
    if (this.chosen === 0) this.#seen = this.#latest;
  }

  clear(): void {
    this.#all = false;
    this.#chosen = NOBODY;
  }

  /** Chooses a row, or no longer. */
  async toggle(index: number): Promise<void> {
    this.active = index;
    const message = this.pages.row(index);
    if (!message) return;
    this.#begin();
    const before = this.#all ? new Set(await desk.outboxIds(this.shown)) : new Set(this.#chosen);
    if (!before.delete(message.partner)) before.add(message.partner);
    this.#all = false;
    this.#chosen = before;
  }

  /** Those that an action is about: those that are chosen, else the row that the keyboard stands on. */
  async pick(): Promise<MessagePick | undefined> {
    const seen = this.#seen;
    if (this.#all && this.shown === 'all') return { kind: 'all', seen };
    if (this.#all) return { kind: 'ids', ids: await desk.outboxIds(this.shown), seen };
    if (this.#chosen.size > 0) return { kind: 'ids', ids: [...this.#chosen], seen };
    const message = this.pages.row(this.active);
    return message && { kind: 'ids', ids: [message.partner], seen: this.#latest };
  }

  /** All that are on the screen. */
  get everything(): MessagePick {
    return { kind: 'all', seen: this.#latest };
  }

  /** The one that an action is about, where it is one. */
  get single(): PartnerId | undefined {
    const [only] = this.#chosen;
    if (this.chosen === 1 && !this.#all) return only;
    return this.chosen === 0 ? this.pages.row(this.active)?.partner : undefined;
  }

  /** What a partner is called whose message is in hand. */
  nameOf(partner: PartnerId): string {
    const { draft } = this;
    if (draft?.message.partner === partner) return draft.message.name;
    const at = this.pages.row(this.active);
    return at?.partner === partner ? at.name : '';
  }

  /** Notes the open one as sent. */
  async markOpenSent(): Promise<void> {
    const messages = this.#openPick;
    if (messages) await changes.make({ kind: 'markSent', messages, on: null });
  }

  /** Notes that the open one is not to be sent. */
  async skipOpen(): Promise<void> {
    const messages = this.#openPick;
    if (messages) await changes.make({ kind: 'skipMessages', messages });
  }

  /** The one that is shown, which may still be that of the row before. */
  get #openPick(): MessagePick | undefined {
    return this.draft && { kind: 'ids', ids: [this.draft.message.partner], seen: this.#latest };
  }

  /** Notes them as sent. */
  async markSent(): Promise<void> {
    const messages = await this.pick();
    if (messages) await changes.make({ kind: 'markSent', messages, on: null });
  }

  /** Notes that they are not to be sent. */
  async skip(): Promise<void> {
    const messages = await this.pick();
    if (messages) await changes.make({ kind: 'skipMessages', messages });
  }

  /** Opens the message of a row. */
  async open(index: number): Promise<void> {
    this.active = index;
    const message = this.pages.row(index);
    if (!message) return;
    this.opened = message.partner;
    await this.#ask(message.partner);
  }

  close(): void {
    this.opened = undefined;
    this.draft = undefined;
    this.#openTurn += 1;
  }

  async #ask(partner: PartnerId): Promise<void> {
    const turn = ++this.#openTurn;
    try {
      const draft = await desk.message(partner);
      if (turn !== this.#openTurn) return;
      // It went: it was sent, skipped, or is not due any more.
      if (draft === null) this.close();
      else this.draft = draft;
    } catch (error) {
      if (turn === this.#openTurn) changes.refused(error);
    }
  }
}
