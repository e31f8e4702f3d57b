import { changes } from '$lib/changes/changes.svelte';
import { desk, type GroupId, type Workflow, type Rules } from '$lib/ipc/client';

/** The workflows of the open workspace. */
export class Workflows {
  /** By name. */
  list = $state.raw<readonly Workflow[]>([]);
  /** Why they could not be asked for. */
  error = $state.raw<unknown>();
  /** Whether they were asked for with success. */
  known = $state(false);

  /** Asks for them anew. */
  async refresh(): Promise<void> {
    try {
      this.list = await desk.workflows();
      this.known = true;
      this.error = undefined;
    } catch (error) {
      this.error = error;
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

/** The rules with a group paired, or no longer. */
export function paired(rules: Rules, group: GroupId, on: boolean): Rules {
  const others = rules.groups.filter((other) => other !== group);
  return { ...rules, groups: on ? [...others, group].sort((a, b) => a - b) : others };
}

/**
 * Workflows that say otherwise of sign-ups in one of its groups: of them and this one, the one changed last wins.
 * @param id the workflow itself; nothing: a new one.
 */
export function sayOtherwise(id: number | undefined, rules: Rules, all: readonly Workflow[]): Workflow[] {
  if (!rules.on) return [];
  return all.filter(
    (other) =>
      other.id !== id &&
      other.rules.on &&
      other.rules.accept !== rules.accept &&
      other.rules.groups.some((group) => rules.groups.includes(group)),
  );
}
