/* eslint svelte/prefer-svelte-reactivity: off -- a set of numbers takes the place of the one before, and is never changed in place. */
import { changes } from '$lib/changes/changes.svelte';
import {
  desk,
  type ApplicationId,
  type ApplicationList,
  type ApplicationPage,
  type ApplicationPick,
  type ListedApplication,
} from '$lib/ipc/client';
import { Pages } from '$lib/shared/pages.svelte';

const NOBODY: ReadonlySet<ApplicationId> = new Set();
/** Milliseconds after the last key before a text is looked for. */
const TYPING = 120;

/** The applications: which list, which of it are looked for, and which are chosen. */
export class Applications {
  readonly pages: Pages<ListedApplication>;
  list = $state<ApplicationList>('new');
  /** What is looked for. */
  text = $state('');
  /** How many there are; nothing before the first answer. */
  counts = $state.raw<Pick<ApplicationPage, 'new' | 'processed' | 'total'> | undefined>();
  /** Why there is no answer. */
  error = $state.raw<unknown>();
  /** The row that the keyboard stands on. */
  active = $state(0);
  /** The application that is linked by hand. */
  linking = $state.raw<ListedApplication | undefined>();
  /** All that are listed are chosen, however many. */
  /** The last application that there was at the latest answer, and when all were chosen. */
  #latest: number | null = null;
  #seen: number | null = null;
  #all = $state(false);
  #chosen = $state.raw(NOBODY);
  #turn = 0;
  #typing: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    this.pages = new Pages<ListedApplication>(async (offset, n) => {
      const page = await desk.applications(this.list, this.text, offset, n);
      return page.applications;
    });
  }

  get total(): number {
    return this.counts?.total ?? 0;
  }

  /** How many are chosen. */
  get chosen(): number {
    return this.#all ? this.total : this.#chosen.size;
  }

  get all(): boolean {
    return this.total > 0 && this.chosen === this.total;
  }

  /** Whether an application is chosen. */
  has({ application }: ListedApplication): boolean {
    return this.#all || this.#chosen.has(application.id);
  }

  /** Asks anew: something was changed. */
  async refresh(): Promise<void> {
    const turn = ++this.#turn;
    try {
      const page = await desk.applications(this.list, this.text, 0, 1);
      if (turn !== this.#turn) return;
      this.counts = { new: page.new, processed: page.processed, total: page.total };
      this.#latest = page.last;
      this.error = undefined;
      this.active = Math.min(this.active, Math.max(0, page.total - 1));
      this.pages.reset();
    } catch (error) {
      if (turn === this.#turn) this.error = error;
    }
  }

  /** Lists the others, from the first on. */
  async show(list: ApplicationList): Promise<void> {
    this.list = list;
    this.#fromTop();
    await this.refresh();
  }

  /** Looks for a text. */
  search(text: string): void {
    this.text = text;
    this.#fromTop();
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => void this.refresh(), text === '' ? 0 : TYPING);
  }

  #fromTop(): void {
    this.active = 0;
    this.clear();
  }

  chooseAll(): void {
    this.#seen = this.#latest;
    this.#all = true;
  }

  clear(): void {
    this.#all = false;
    this.#chosen = NOBODY;
  }

  /** Chooses a row, or no longer. Where all were chosen, it alone stays so. */
  toggle(index: number): void {
    this.active = index;
    const row = this.pages.row(index);
    if (!row) return;
    const next = new Set(this.#chosen);
    if (!next.delete(row.application.id)) next.add(row.application.id);
    this.#all = false;
    this.#chosen = next;
  }

  /** The row that the keyboard stands on. */
  get current(): ListedApplication | undefined {
    return this.pages.row(this.active);
  }

  /** Those that an action is about: those that are chosen, else the row that the keyboard stands on. */
  get pick(): ApplicationPick | undefined {
    if (this.#all) return { kind: 'waiting', text: this.text, upTo: this.#seen };
    if (this.#chosen.size > 0) return { kind: 'ids', ids: [...this.#chosen] };
    return this.current && { kind: 'ids', ids: [this.current.application.id] };
  }

  /** The one that an action is about, where it is one. */
  get single(): ListedApplication | undefined {
    if (this.chosen === 0) return this.current;
    if (this.chosen > 1) return undefined;
    for (let at = 0; at < this.total; at += 1) {
      const row = this.pages.row(at);
      if (row && this.has(row)) return row;
    }
    return undefined;
  }

  /** Accepts or rejects them. */
  async decide(accept: boolean): Promise<void> {
    const { pick } = this;
    if (!pick || this.list === 'processed') return;
    const done = await changes.make({ kind: 'decideApplications', applications: pick, accept, reason: '' });
    if (done) this.clear();
  }
}
