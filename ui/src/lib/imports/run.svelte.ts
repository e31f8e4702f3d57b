import type { Progress } from '$lib/ipc/client';
import { paceOf, type Pace } from './pace';

/** Of the whole, what reading is taken for before the rows are checked. */
const READING = 0.1;

/** Long work under way, as its screen shows it. */
export class Run {
  /** How far it is; nothing before the first word. */
  progress = $state.raw<Progress | undefined>();
  /** The user has stopped it, and it has not said so yet. */
  stopping = $state(false);

  readonly #clock: () => number;
  readonly #begun: number;
  /** Seconds from the beginning to the last word. */
  #seconds = $state(0);

  /** `clock` gives milliseconds that only grow. */
  constructor(clock: () => number = () => performance.now()) {
    this.#clock = clock;
    this.#begun = clock();
  }

  /** How much is done, from 0 to 1: reading and what follows it as one, so that it never goes back. */
  get share(): number | undefined {
    if (!this.progress) return undefined;
    const { step, part } = this.progress;
    return step === 'reading' ? READING * part : READING + (1 - READING) * part;
  }

  /** How fast it goes, and how long it still takes. */
  get pace(): Pace {
    return paceOf(this.progress?.rows ?? 0, this.share ?? 0, this.#seconds);
  }

  /** Takes a word on how far it is. */
  tell(progress: Progress): void {
    this.#seconds = (this.#clock() - this.#begun) / 1000;
    this.progress = progress;
  }
}
