import { changes } from '$lib/changes/changes.svelte';
import { desk, type Rules, type Workflow, type WorkflowId } from '$lib/ipc/client';
import { membersOf } from './members';

/** The workflows of the open workspace. */
export class Workflows {
  /** By name. */
  list = $state.raw<readonly Workflow[]>([]);
  /** Why they could not be asked for. */
  error = $state.raw<unknown>();
  /** Whether they were asked for with success. */
  known = $state(false);

  /** How many partners are in the paired groups of each. */
  members = $state.raw<Readonly<Record<WorkflowId, number>>>({});
  #turn = 0;

  /** Asks for them anew. */
  async refresh(): Promise<void> {
    const turn = ++this.#turn;
    try {
      const list = await desk.workflows();
      if (turn !== this.#turn) return;
      this.list = list;
      this.known = true;
      this.error = undefined;
      const counts = await Promise.all(list.map(({ rules }) => membersOf(rules.groups)));
      if (turn === this.#turn)
        this.members = Object.fromEntries(list.map(({ id }, at) => [id, counts[at] ?? 0]));
    } catch (error) {
      if (turn === this.#turn) this.error = error;
    }
  }

  /** Turns one on or off. */
  async turn({ id, rules }: Workflow, on: boolean): Promise<void> {
    await changes.make({ kind: 'putWorkflow', id, rules: { ...rules, on } });
  }

  /** Deletes one. */
  async delete({ id }: Workflow): Promise<void> {
    await changes.make({ kind: 'deleteWorkflow', id });
  }
}

/** What a new workflow begins with. */
export const NEW_RULES: Rules = {
  name: '',
  on: true,
  groups: [],
  invite: null,
  followUps: [],
  accept: false,
  addTo: [],
};
