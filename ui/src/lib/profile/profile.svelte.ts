import { desk, type PartnerId, type Profile } from '$lib/ipc/client';
import { Latest } from '$lib/shared/latest';

/** Milliseconds after which a missing profile is drawn as a skeleton. */
const LATE = 100;

/** The profile that is open, asked for with each partner that is opened. */
export class OpenProfile {
  /** The last answer; the one before stays until another is there. */
  data = $state.raw<Profile | undefined>();
  /** An answer has been missing for long enough to say so. */
  late = $state(false);
  /** Why there is no answer. */
  error = $state.raw<unknown>();

  readonly #asking = new Latest();
  #turn = 0;

  /** Asks for a partner. An answer that was overtaken is dropped. */
  async open(id: PartnerId): Promise<void> {
    const turn = ++this.#turn;
    const timer = setTimeout(() => {
      if (turn === this.#turn) this.late = true;
    }, LATE);
    try {
      const data = await this.#asking.ask(() => desk.profile(id));
      if (!data || turn !== this.#turn) return;
      this.data = data;
      this.error = undefined;
    } catch (error) {
      if (turn !== this.#turn) return;
      this.data = undefined;
      this.error = error;
    } finally {
      clearTimeout(timer);
      if (turn === this.#turn) this.late = false;
    }
  }

  /** Lets the profile go. */
  close(): void {
    this.#turn += 1;
    this.data = undefined;
    this.error = undefined;
    this.late = false;
  }
}
