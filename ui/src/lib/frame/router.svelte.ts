/** Where the window stands: a place, and what is open in it. */
export interface Route {
  /** The id of a place. */
  place: string;
  /** What is open there, by names that the place chooses, for instance `{ import: '12' }`. */
  params: Readonly<Record<string, string>>;
}

/** How many steps back are remembered. */
const DEPTH = 50;

/** Which place is open, and the way back. It lives in memory: a window opens where it is told to. */
export class Router {
  #current = $state.raw<Route>({ place: '', params: {} });
  #behind = $state.raw<readonly Route[]>([]);

  constructor(first: string) {
    this.#current = { place: first, params: {} };
  }

  get current(): Route {
    return this.#current;
  }

  get canGoBack(): boolean {
    return this.#behind.length > 0;
  }

  /** Opens a place. The same place with the same params is no step. */
  go(place: string, params: Record<string, string> = {}): void {
    const next = { place, params };
    if (sameRoute(this.#current, next)) return;
    this.#behind = [...this.#behind.slice(-(DEPTH - 1)), this.#current];
    this.#current = next;
  }

  /** One step back; nothing at the first. */
  back(): void {
    const last = this.#behind.at(-1);
    if (!last) return;
    this.#behind = this.#behind.slice(0, -1);
    this.#current = last;
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
