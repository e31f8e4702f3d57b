import { bulk, SCREENFUL } from '$lib/changes/bulk.svelte';
import { changes } from '$lib/changes/changes.svelte';
import { isProspect } from '$lib/facts';
import { desk, type Census, type Op, type Row, type Target } from '$lib/ipc/client';
import type { List, Stand } from './list.svelte';

/** A question before hiding: whom, and how many of them are prospects. */
export interface HideQuestion {
  target: Target;
  census: Census;
}

/** A question until when those who are hidden stay so: whom, and the day that stands so far; empty where there is none. */
export interface SnoozeQuestion {
  target: Target;
  census: Census;
  until: string;
}

/** Marking and hiding in a list, one or many. */
export class Triage {
  /** What is asked before hiding; nothing: no dialog stands open. */
  question = $state.raw<HideQuestion | undefined>();
  /** What is asked of hidden ones; nothing: no dialog stands open. */
  snoozing = $state.raw<SnoozeQuestion | undefined>();

  readonly #list: List;

  constructor(list: List) {
    this.#list = list;
  }

  /**
   * Marks the row at an index, or takes its mark back.
   * @param onwards whether the keyboard goes on to the next row, as it does after a key.
   */
  async markRow(index: number, onwards = false): Promise<void> {
    const row = this.#list.row(index);
    if (!row) return;
    const marking = !isProspect(row);
    const stand = marking && onwards ? this.#onwards(row, index) : { on: row.id, orAt: index };
    await this.#mark(row.id, marking, stand);
  }

  /** Goes on to the next row at once, so that the next key is already meant for it. */
  #onwards(row: Row, index: number): Stand {
    const next = this.#list.row(index + 1);
    this.#list.stand(index + 1);
    return next ? { on: next.id, orAt: index } : { after: row.id, orAt: index };
  }

  /** Marks a partner, or takes its mark back. The keyboard stays. */
  async markPartner(row: Row): Promise<void> {
    await this.#mark(row.id, !isProspect(row), { on: row.id, orAt: this.#list.active });
  }

  async #mark(id: number, marking: boolean, stand: Stand): Promise<void> {
    // It shows at once; what the core makes of it comes with the next answer.
    this.#list.redraw(id, (row) =>
      marking
        ? { ...row, stage: row.stage ?? 'new', archived: false, hidden: false }
        : { ...row, archived: true },
    );
    await this.#make({ kind: marking ? 'mark' : 'unmark', target: { kind: 'ids', ids: [id] } }, stand);
  }

  /** Marks who is selected, or else takes the mark of the row that the keyboard stands on or puts it there. */
  async mark(): Promise<void> {
    if (this.#list.selected > 0) await this.many('mark');
    else await this.markRow(this.#list.active, true);
  }

  /** Does something to all that are selected. */
  async many(kind: 'mark' | 'unmark' | 'show'): Promise<void> {
    const target = this.#selected;
    if (!(await bulk.agree(kind, target))) return;
    const done = await this.#make({ kind, target });
    if (done && (kind === 'show' || this.#list.query.show !== 'all')) await this.#list.clearSelection();
  }

  /** Shows who is selected again, or else the row that the keyboard stands on. */
  async show(): Promise<void> {
    const row = this.#list.activeRow;
    if (this.#list.selected > 0) await this.many('show');
    else if (row) await this.showRow(row, this.#list.active);
  }

  /** Shows a hidden one again. */
  async showRow(row: Row, index: number): Promise<void> {
    await this.#make(
      { kind: 'show', target: { kind: 'ids', ids: [row.id] } },
      { after: row.id, orAt: index },
    );
  }

  /**
   * Hides who is selected, or else the row that the keyboard stands on. Asks first where prospects are among them, or they are
   * more than a screenful.
   * @param asking asks in any case, for a reason to be given.
   */
  async hide(asking = false): Promise<void> {
    const { target } = this.#list;
    if (target) await this.#ask(target, asking);
  }

  /** Hides one partner, whoever is selected. */
  async hidePartner(id: number | undefined, asking: boolean): Promise<void> {
    if (id !== undefined) await this.#ask({ kind: 'ids', ids: [id] }, asking);
  }

  async #ask(target: Target, asking: boolean): Promise<void> {
    try {
      const census = await desk.census(target);
      if (census.partners === 0) return;
      if (asking || census.prospects > 0 || census.partners > SCREENFUL) this.question = { target, census };
      else await this.#hide(target, '', false, '');
    } catch (error) {
      changes.refused(error);
    }
  }

  /** Hides after the question was answered, until a day or, where it is empty, for ever. */
  async answer(reason: string, archiveProspects: boolean, until = ''): Promise<void> {
    const question = this.question;
    this.question = undefined;
    if (question) await this.#hide(question.target, reason, archiveProspects, until);
  }

  async #hide(target: Target, reason: string, archiveProspects: boolean, until: string): Promise<void> {
    const done = await this.#make(
      { kind: 'hide', target, reason: reason.trim(), until: until.trim() || null, archiveProspects },
      this.#afterHiding(target),
    );
    if (done && target.kind === 'selected') await this.#list.clearSelection();
  }

  /** Asks until when those are hidden who are selected, or else the row that the keyboard stands on. */
  async askUntil(target: Target | undefined = this.#list.target): Promise<void> {
    if (!target) return;
    try {
      const census = await desk.census(target);
      const row = target.kind === 'ids' ? this.#list.activeRow : undefined;
      const until = target.kind === 'ids' && row?.id === target.ids[0] ? (row?.hiddenUntil ?? '') : '';
      if (census.hidden > 0) this.snoozing = { target, census, until };
    } catch (error) {
      changes.refused(error);
    }
  }

  /** Hides those who were asked about until another day, or for ever where it is empty. A refusal is thrown, and the question stays. */
  async snooze(until: string): Promise<void> {
    const { snoozing } = this;
    if (!snoozing) return;
    await changes.makeOrThrow({ kind: 'snooze', target: snoozing.target, until: until.trim() || null });
    this.snoozing = undefined;
  }

  /** The row after the one that is hidden; the present one where it is another that is hidden, or many are. */
  #afterHiding(target: Target): Stand | undefined {
    const { active, activeRow } = this.#list;
    if (!activeRow || target.kind !== 'ids' || activeRow.id !== target.ids[0]) return undefined;
    return this.#onwards(activeRow, active);
  }

  get #selected(): Target {
    return { kind: 'selected', place: this.#list.place };
  }

  async #make(op: Op, stand?: Stand): Promise<boolean> {
    if (stand) this.#list.standNext(stand);
    const done = await changes.make(op);
    // Nothing changed, so nobody asks anew: what was shown ahead of time is put right here.
    if (!done || done.partners === 0) await this.#list.refresh();
    return done !== undefined;
  }
}
