import { desk, type TemplatePreview, type Wording } from '$lib/ipc/client';

/** Milliseconds without a key after which the preview follows. */
const CALM = 150;

/** A template as it would read for a prospect, following what is written. */
export class Preview {
  /** Nothing before the first answer. */
  shown = $state.raw<TemplatePreview | undefined>();
  /** Why there is none. */
  error = $state.raw<unknown>();
  /** Which prospects are looked at: words and typed filters. */
  text = $state('');
  /** Which of them, from 0. */
  at = $state(0);

  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Asks for it once the keys are calm. */
  follow(wording: Wording): void {
    const { text, at } = this;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#ask(wording, text, at), this.shown ? CALM : 0);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#turn += 1;
  }

  /** Looks at the next prospect, or the one before. */
  step(by: 1 | -1): void {
    const of = this.shown?.of ?? 0;
    this.at = Math.max(0, Math.min(this.at + by, of - 1));
  }

  async #ask(wording: Wording, text: string, at: number): Promise<void> {
    const turn = ++this.#turn;
    try {
      const shown = await desk.previewTemplate(wording, text, at);
      if (turn !== this.#turn) return;
      this.shown = shown;
      this.error = undefined;
    } catch (error) {
      if (turn === this.#turn) this.error = error;
    }
  }
}
