import { changes } from '$lib/changes/changes.svelte';
import {
  desk,
  isRefusal,
  type ByHand,
  type MatchChoice,
  type Field,
  type Newcomer,
  type RowIssue,
  type TriedByHand,
} from '$lib/ipc/client';

/** What is written; every field of it stands in the form. */
export type Form = Required<Newcomer>;

/** An empty form. */
export const blank = (): Form => ({
  name: '',
  email: '',
  website: '',
  partnerId: '',
  firstName: '',
  lastName: '',
  title: '',
  kind: null,
  platform: null,
  handle: '',
  country: null,
  businessModel: null,
  group: null,
  notes: '',
});

const REVIVABLE: readonly RowIssue['code'][] = ['hidden', 'archived', 'expired', 'rejectedBefore'];

/** Adding a prospect by hand: a form, what it would come to, and then the change. */
export class Adding {
  /** Whether the dialog stands open. */
  open = $state(false);
  /** What is written. It is kept until it was added, or another is begun. */
  form = $state<Form>(blank());
  /** What adding would come to, once the form was checked and nothing is wrong with its fields. */
  told = $state.raw<TriedByHand | undefined>();
  /** What is wrong with single fields. */
  wrong = $state.raw<readonly RowIssue[]>([]);
  /** Who it is, where that was chosen. */
  choice = $state.raw<MatchChoice | null>(null);
  /** Whether one who is out is brought back. */
  revive = $state(false);
  /** Why nothing could be told or done. */
  refused = $state.raw<unknown>();

  #busy = false;

  /** Opens the dialog with an empty form. */
  begin(): void {
    this.form = blank();
    this.back();
    this.wrong = [];
    this.open = true;
  }

  /** Back to the form, as it was written. */
  back(): void {
    this.told = undefined;
    this.choice = null;
    this.revive = false;
    this.refused = undefined;
  }

  /** What is wrong with a field. */
  issueOf(field: Field): RowIssue | undefined {
    return this.wrong.find((issue) => issue.field === field);
  }

  /** Whether its row says that somebody is out, and could be brought back. */
  get revivable(): boolean {
    return this.revive || (this.told?.row.issues.some(({ code }) => REVIVABLE.includes(code)) ?? false);
  }

  /** Whether it waits for a choice. */
  get contradicts(): boolean {
    return this.told?.row.outcome === 'error';
  }

  /** Tells what adding would come to; what is wrong with a field stands at it. */
  check(): Promise<void> {
    return this.#once(() => this.#check());
  }

  /** Says who it is, and tells anew what that comes to. */
  choose(choice: MatchChoice): Promise<void> {
    this.choice = choice;
    return this.check();
  }

  /** Says whether one who is out is brought back, and tells anew what that comes to. */
  bringBack(revive: boolean): Promise<void> {
    this.revive = revive;
    return this.check();
  }

  /** Adds what was told. Where the workspace changed since, it is told anew instead. */
  add(): Promise<void> {
    return this.#once(async () => {
      const { told } = this;
      if (!told) return;
      try {
        const added = await desk.addByHand(this.#asked(), told.revision);
        this.open = false;
        changes.heard(added.changes);
      } catch (error) {
        if (isRefusal(error, 'workspaceChanged')) await this.#check();
        this.refused = error;
      }
    });
  }

  #asked(): ByHand {
    return { newcomer: $state.snapshot(this.form), choice: this.choice, revive: this.revive };
  }

  async #check(): Promise<void> {
    try {
      const tried = await desk.tryByHand(this.#asked());
      const conflict = tried.row.issues.some(({ code }) => code === 'conflictOfMatches');
      this.refused = undefined;
      this.wrong = tried.row.outcome === 'error' && !conflict ? tried.row.issues : [];
      this.told = this.wrong.length > 0 ? undefined : tried;
    } catch (error) {
      this.refused = error;
    }
  }

  async #once(work: () => Promise<void>): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      await work();
    } finally {
      this.#busy = false;
    }
  }
}
