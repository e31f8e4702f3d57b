/**
 * Whether something was ever open. What hangs over the page is made when it first opens, for a place has a dozen of such and each
 * would be a tree of its own.
 */
export class OnceOpen {
  #was = $state(false);

  constructor(open: () => boolean) {
    $effect.pre(() => {
      if (open()) this.#was = true;
    });
  }

  get current(): boolean {
    return this.#was;
  }
}
