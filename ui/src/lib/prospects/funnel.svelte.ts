import { desk, type Funnel, type Query, type Stage } from '$lib/ipc/client';
import { Latest } from '$lib/shared/latest';

/** The figures of a list of prospects: its stages, and how many went how far. */
export class FunnelFigures {
  /** The last answer; nothing before the first. */
  data = $state.raw<Funnel | undefined>();
  /** Why there is no answer; figures from before stay. */
  error = $state.raw<unknown>();

  readonly #asking = new Latest();

  /** Asks under a query, whatever stages it asks for. An answer that was overtaken is dropped. */
  async ask(query: Query): Promise<void> {
    try {
      const data = await this.#asking.ask(() => desk.funnel(query));
      if (!data) return;
      this.data = data;
      this.error = undefined;
    } catch (error) {
      this.error = error;
    }
  }
}

/** The stages chosen once one is pressed: it comes in or goes out. */
export const toggled = (chosen: readonly Stage[], stage: Stage): Stage[] =>
  chosen.includes(stage) ? chosen.filter((other) => other !== stage) : [...chosen, stage];

/** A step of the way, as it is drawn. */
export interface Leg {
  id: 'marked' | 'outreach' | 'negotiating' | 'joined';
  count: number;
  /** Of those one step before; nothing at the first, and where nobody was there. */
  share: number | undefined;
  /** Days from the step before that half of them took. */
  days: number | null;
}

/** The steps of a funnel from the mark to joining. */
export function legsOf({ marked, outreach, negotiating, joined }: Funnel): Leg[] {
  const share = (count: number, before: number) => (before === 0 ? undefined : count / before);
  return [
    { id: 'marked', count: marked, share: undefined, days: null },
    {
      id: 'outreach',
      count: outreach.reached,
      share: share(outreach.reached, marked),
      days: outreach.days,
    },
    {
      id: 'negotiating',
      count: negotiating.reached,
      share: share(negotiating.reached, outreach.reached),
      days: negotiating.days,
    },
    {
      id: 'joined',
      count: joined.reached,
      share: share(joined.reached, negotiating.reached),
      days: joined.days,
    },
  ];
}

/** Those who left the way, by stage, with the share of all that were marked. */
export function losses({ stages, marked }: Funnel): { stage: Stage; count: number; share: number }[] {
  const left: readonly Stage[] = ['expired', 'rejectedByPartner', 'rejectedByYou'];
  return stages
    .filter(({ stage }) => left.includes(stage))
    .map(({ stage, count }) => ({ stage, count, share: marked === 0 ? 0 : count / marked }));
}
