import { isRefusal, type GroupId, type Rules, type Workflow, type WorkflowId } from '$lib/ipc/client';
import { describe } from '$lib/ipc/describe';
import type { Email } from './emails';
import { saveWorkflow, wrongDays, wrongName } from './saving';
import { NEW_RULES } from './workflows.svelte';

/** What is wrong with the rules as they stand. */
interface Wrong {
  name?: string;
  other?: string;
}

/** A workflow that is being written: what it began with, and what it is to say. */
export class Draft {
  /** Its number; nothing: a new one. */
  id = $state<WorkflowId | null>(null);
  rules = $state.raw<Rules>(NEW_RULES);
  wrong = $state.raw<Wrong>({});
  saving = $state(false);
  #begun = $state.raw<Rules>(NEW_RULES);

  /** Whether something would be lost by leaving. */
  readonly changed = $derived(!sameRules(this.rules, this.#begun));
  /** What is wrong with the days of each follow-up. */
  readonly wrongDays = $derived(wrongDays(this.rules));
  /** Whether what it says can be tried. */
  readonly sound = $derived(this.wrongDays.every((wrong) => wrong === undefined));

  /** Begins with a workflow as it was saved, or with what a new one begins with. */
  begin(id: WorkflowId | null, rules: Rules): void {
    this.id = id;
    this.rules = rules;
    this.#begun = rules;
    this.wrong = {};
  }

  /** Says something else. */
  say(change: Partial<Rules>): void {
    this.rules = { ...this.rules, ...change };
    this.wrong = {};
  }

  /** Back to what it began with. */
  discard(): void {
    this.begin(this.id, this.#begun);
  }

  /** The workflow was changed elsewhere: what is not being written over follows. */
  follow(rules: Rules): void {
    if (sameRules(rules, this.#begun)) return;
    if (this.changed) this.#begun = rules;
    else this.begin(this.id, rules);
  }

  /** It was deleted elsewhere: saving makes it anew. */
  orphan(): void {
    this.id = null;
    this.#begun = NEW_RULES;
  }

  /**
   * Saves it.
   * @returns whether it was saved; if not, `wrong` says why.
   */
  async save(emails: readonly Email[], others: readonly Workflow[]): Promise<WorkflowId | 'new' | undefined> {
    if (this.saving || !this.sound) return undefined;
    const name = wrongName(this.id, this.rules.name, others);
    if (name !== undefined) {
      this.wrong = { name };
      return undefined;
    }
    this.saving = true;
    try {
      const { rules } = await saveWorkflow(this.id, this.rules, emails);
      this.rules = { ...rules, name: rules.name.trim() };
      this.#begun = this.rules;
      return this.id ?? 'new';
    } catch (error) {
      const { happened } = describe(error);
      const ofName = isRefusal(error, 'workflowNameEmpty', 'workflowNameTaken', 'workflowNameTooLong');
      this.wrong = ofName ? { name: happened } : { other: happened };
      return undefined;
    } finally {
      this.saving = false;
    }
  }
}

/** Whether two rules say the same. */
function sameRules(a: Rules, b: Rules): boolean {
  const text = (rules: Rules) => {
    const { name, on, groups, invite, followUps, accept, addTo } = rules;
    const days = followUps.map(({ after, template }) => [after, template]);
    return JSON.stringify([name.trim(), on, ordered(groups), invite, days, accept, ordered(addTo)]);
  };
  return text(a) === text(b);
}

const ordered = (groups: readonly GroupId[]): GroupId[] => [...groups].sort((a, b) => a - b);

/** The groups with one more, or one fewer. */
export function withGroup(groups: readonly GroupId[], group: GroupId, on: boolean): GroupId[] {
  const others = groups.filter((other) => other !== group);
  return on ? ordered([...others, group]) : others;
}
