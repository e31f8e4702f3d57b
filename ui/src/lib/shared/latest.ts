/**
 * Asks one question at a time. Of those that come while one is under way only the latest waits, and the others are never
 * asked: whoever answers has no more to do than what somebody still wants to know.
 */
export class Latest {
  /** Ends with the question under way, whatever came of it. */
  #underWay: Promise<void> | undefined;
  #turn = 0;

  /** @returns the answer; `undefined` where a later question was put meanwhile, whether this one was asked or not. */
  async ask<Answer>(question: () => Promise<Answer>): Promise<Answer | undefined> {
    const turn = ++this.#turn;
    const overtaken = () => turn !== this.#turn;
    while (this.#underWay) {
      await this.#underWay;
      if (overtaken()) return undefined;
    }
    let end: () => void = () => undefined;
    this.#underWay = new Promise((resolve) => (end = resolve));
    try {
      const answer = await question();
      return overtaken() ? undefined : answer;
    } catch (error) {
      if (overtaken()) return undefined;
      throw error;
    } finally {
      this.#underWay = undefined;
      end();
    }
  }
}
