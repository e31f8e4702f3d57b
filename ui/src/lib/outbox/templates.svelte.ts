/* eslint svelte/prefer-svelte-reactivity: off -- a map takes the place of the one before, and is never changed in place. */
import { changes } from '$lib/changes/changes.svelte';
import { desk, type Template, type TemplateId, type Wording } from '$lib/ipc/client';

/** Which template is open: one that there is, or one that is being made. */
export type OpenTemplate = TemplateId | 'new';

export const EMPTY: Wording = { name: '', subject: '', body: '' };

const same = (a: Wording, b: Wording): boolean =>
  a.name === b.name && a.subject === b.subject && a.body === b.body;

/**
 * The email templates of the open workspace, and what is being written. What was not saved stays while the window stands, so that
 * looking at another template loses nothing.
 */
class Templates {
  /** By name. */
  list = $state.raw<readonly Template[]>([]);
  /** Why they could not be asked for. */
  error = $state.raw<unknown>();
  /** Whether they were asked for with success. */
  known = $state(false);
  /** Which one is open. */
  open = $state<OpenTemplate | undefined>();
  /** What is written and not saved. */
  #drafts = $state.raw<ReadonlyMap<OpenTemplate, Wording>>(new Map());
  #of: string | undefined;

  /** Asks for them anew; what was written in another workspace is gone. */
  async refresh(path: string): Promise<void> {
    if (path !== this.#of) {
      this.#of = path;
      this.#drafts = new Map();
      this.open = undefined;
      this.known = false;
    }
    try {
      this.list = await desk.templates();
      this.known = true;
      this.error = undefined;
      const gone = this.open !== 'new' && !this.list.some(({ id }) => id === this.open);
      if (gone) this.open = this.list[0]?.id;
    } catch (error) {
      this.error = error;
    }
  }

  /** What stands in the fields. */
  get wording(): Wording {
    const { open } = this;
    return (open !== undefined && this.#drafts.get(open)) || this.saved;
  }

  /** What was saved of the one that is open. */
  get saved(): Wording {
    return this.list.find(({ id }) => id === this.open)?.wording ?? EMPTY;
  }

  /** Whether the open one has changes that are not saved. */
  get changed(): boolean {
    return this.open === 'new' || !same(this.wording, this.saved);
  }

  /** Whether one has changes that are not saved. */
  isChanged(id: TemplateId): boolean {
    const draft = this.#drafts.get(id);
    const saved = this.list.find((template) => template.id === id)?.wording;
    return draft !== undefined && saved !== undefined && !same(draft, saved);
  }

  write(wording: Wording): void {
    if (this.open !== undefined) this.#drafts = new Map(this.#drafts).set(this.open, wording);
  }

  /** Begins a new one. */
  begin(wording: Wording): void {
    this.open = 'new';
    this.write(wording);
  }

  /** Forgets what is not saved of the open one. */
  discard(): void {
    const { open } = this;
    if (open === undefined) return;
    const drafts = new Map(this.#drafts);
    drafts.delete(open);
    this.#drafts = drafts;
    if (open === 'new') this.open = this.list[0]?.id;
  }

  /** Saves the open one; leaves a refusal to the caller. */
  async save(): Promise<void> {
    const { open, wording } = this;
    if (open === undefined) return;
    const before = new Set(this.list.map(({ id }) => id));
    await changes.makeOrThrow({ kind: 'putTemplate', id: open === 'new' ? null : open, wording });
    const drafts = new Map(this.#drafts);
    drafts.delete(open);
    this.#drafts = drafts;
    this.list = await desk.templates();
    if (open === 'new') this.open = this.list.find(({ id }) => !before.has(id))?.id ?? this.list[0]?.id;
  }

  /** Deletes one. */
  async delete(id: TemplateId): Promise<void> {
    await changes.make({ kind: 'deleteTemplate', id });
  }
}

/** The templates of the window. */
export const templates = new Templates();
