/** Where the window stands: a place, and what is open in it. */
export interface Route {
  /** The id of a place. */
  place: string;
  /** What is open there, by names that the place chooses, for instance `{ import: '12' }`. */
  params: Readonly<Record<string, string>>;
}

/**
 * Asked before one leaves where one stands.
 * @param go leaves after all.
 * @returns whether one may leave at once.
 */
export type Guard = (go: () => void) => boolean;

/** How many steps back are remembered. */
const DEPTH = 50;

/** Which place is open, and the way back. It lives in memory: a window opens where it is told to. */
export class Router {
  #current = $state.raw<Route>({ place: '', params: {} });
  #behind = $state.raw<readonly Route[]>([]);
  /** How many steps were taken: goes up with every one, and not when the same thing gets another name. */
  #steps = $state(0);
  #guard: Guard | undefined;

  constructor(first: string) {
    this.#current = { place: first, params: {} };
  }

  get current(): Route {
    return this.#current;
  }

  get canGoBack(): boolean {
    return this.#behind.length > 0;
  }

  get steps(): number {
    return this.#steps;
  }

  /** What is open got another name, for instance the number under which it was saved: that is no step. */
  rename(params: Record<string, string>): void {
    this.#current = { ...this.#current, params };
  }

  /** Opens a place. The same place with the same params is no step. */
  go(place: string, params: Record<string, string> = {}): void {
    const next = { place, params };
    if (sameRoute(this.#current, next)) return;
    this.#leave(() => {
      this.#behind = [...this.#behind.slice(-(DEPTH - 1)), this.#current];
      this.#current = next;
    });
  }

  /** One step back; nothing at the first. */
  back(): void {
    const last = this.#behind.at(-1);
    if (!last) return;
    this.#leave(() => {
      this.#behind = this.#behind.slice(0, -1);
      this.#current = last;
    });
  }

  /** Has whoever leaves asked first. Returns what ends that. */
  guard(guard: Guard): () => void {
    this.#guard = guard;
    return () => {
      if (this.#guard === guard) this.#guard = undefined;
    };
  }

  #leave(go: () => void): void {
    const leave = () => {
      this.#steps += 1;
      go();
    };
    if (this.#guard?.(leave) ?? true) leave();
  }
}

function sameRoute(a: Route, b: Route): boolean {
  const names = Object.keys(a.params);
  return (
    a.place === b.place &&
    names.length === Object.keys(b.params).length &&
    names.every((name) => a.params[name] === b.params[name])
  );
}
