import { desk, type Census, type Target } from '$lib/ipc/client';
import { changes } from './changes.svelte';

/** What is done to many at once without a question of its own. */
export type BulkKind =
  'mark' | 'unmark' | 'show' | 'archive' | 'restore' | 'accepted' | 'applicationReceived';

/** More than a screenful: whom one does not see is told of before anything is done to them. */
export const SCREENFUL = 40;

/** What would be done, and to whom. */
export interface BulkQuestion {
  kind: BulkKind;
  census: Census;
}

/** Tells beforehand what a change of many will do, and asks whether to go on. */
export class Bulk {
  /** What is asked; nothing: no dialog stands open. */
  question = $state.raw<BulkQuestion | undefined>();
  #answer: ((agreed: boolean) => void) | undefined;

  /** Whether to go on; not asked for those who fit on a screen. A question that another one overtakes is answered with no. */
  async agree(kind: BulkKind, target: Target): Promise<boolean> {
    if (target.kind === 'ids' && target.ids.length <= SCREENFUL) return true;
    try {
      const census = await desk.census(target);
      if (census.partners <= SCREENFUL) return true;
      this.answer(false);
      return await new Promise<boolean>((answer) => {
        this.#answer = answer;
        this.question = { kind, census };
      });
    } catch (error) {
      changes.refused(error);
      return false;
    }
  }

  /** Answers the question that stands. */
  answer(agreed: boolean): void {
    this.question = undefined;
    this.#answer?.(agreed);
    this.#answer = undefined;
  }
}

/** The one of the window. */
export const bulk = new Bulk();
