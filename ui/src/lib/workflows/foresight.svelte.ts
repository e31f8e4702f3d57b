import { desk, type Conflict, type Rules, type Simulation, type WorkflowId } from '$lib/ipc/client';
import { membersOf } from './members';

/** Milliseconds for which nothing may be changed before rules are tried. */
const PAUSE = 250;
/** Milliseconds after which a missing answer is drawn as one on its way. */
const LATE = 100;

/** What rules would do if they were saved as they stand, asked for anew as they are changed. Nothing is changed by asking. */
export class Foresight {
  /** What would happen; the answer before stays until another is there. */
  simulation = $state.raw<Simulation | undefined>();
  /** The workflows that say otherwise. */
  conflicts = $state.raw<readonly Conflict[]>([]);
  /** How many partners are in the paired groups, each counted once. */
  members = $state<number | undefined>();
  /** What stands here is not of the rules as they are now. */
  stale = $state(true);
  /** An answer has been missing for long enough to say so. */
  late = $state(false);
  /** Why there is no answer. */
  error = $state.raw<unknown>();

  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Tries rules once nothing has been changed for a moment; whatever was asked before is dropped. */
  soon(id: WorkflowId | null, rules: Rules): void {
    this.hold();
    this.#timer = setTimeout(() => void this.run(id, rules), PAUSE);
  }

  /** Tries rules now. */
  async run(id: WorkflowId | null, rules: Rules): Promise<void> {
    this.hold();
    const turn = this.#turn;
    const late = setTimeout(() => {
      if (turn === this.#turn) this.late = true;
    }, LATE);
    try {
      const [simulation, conflicts, members] = await Promise.all([
        desk.simulateWorkflow(id, rules),
        desk.workflowConflicts(id, rules),
        membersOf(rules.groups),
      ]);
      if (turn !== this.#turn) return;
      Object.assign(this, { simulation, conflicts, members, error: undefined, stale: false });
    } catch (error) {
      if (turn === this.#turn) this.error = error;
    } finally {
      clearTimeout(late);
      if (turn === this.#turn) this.late = false;
    }
  }

  /** Drops what was asked: the rules are others now, or cannot be tried. */
  hold(): void {
    clearTimeout(this.#timer);
    this.#turn += 1;
    this.late = false;
    this.stale = true;
  }
}
