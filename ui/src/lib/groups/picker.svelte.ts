import { changes } from '$lib/changes/changes.svelte';
import { knownGroups } from '$lib/changes/known-groups.svelte';
import { desk, type Census, type GroupId, type Target } from '$lib/ipc/client';
import { describe } from '$lib/ipc/describe';
import { membershipOf, pressed, shown, toApply, touching, untouched } from './membership';

/** The groups of some partners, being changed. */
export class GroupPicker {
  /** Whom it is about, and where they are now; nothing until that is known. */
  about = $state.raw<{ target: Target; census: Census } | undefined>();
  /** What is wrong with the name of a new group. */
  nameError = $state<string | undefined>();

  #touched = $state.raw(untouched);

  readonly changed = $derived(this.#touched.size > 0);

  /** Begins with other partners. */
  async begin(target: Target): Promise<void> {
    this.#touched = untouched;
    this.nameError = undefined;
    this.about = undefined;
    try {
      const [census] = await Promise.all([desk.census(target), knownGroups.refresh()]);
      this.about = { target, census };
    } catch (error) {
      changes.refused(error);
    }
  }

  /** What the box of a group shows. */
  box(group: GroupId): boolean | 'mixed' {
    if (!this.about) return false;
    return shown(membershipOf(this.about.census, group), this.#touched.get(group));
  }

  /** Presses the box of a group. */
  press(group: GroupId): void {
    if (this.about) this.#touched = pressed(this.#touched, group, membershipOf(this.about.census, group));
  }

  /**
   * Makes a new group and puts them into it, once applied.
   * @returns whether it was made; if not, `nameError` says why.
   */
  async create(name: string): Promise<boolean> {
    this.nameError = undefined;
    try {
      const { group } = await changes.attempt({ kind: 'createGroup', name });
      await knownGroups.refresh();
      if (group !== null) this.#touched = touching(this.#touched, group, true);
      return true;
    } catch (error) {
      this.nameError = describe(error).happened;
      return false;
    }
  }

  /** Does what was chosen, in one change. */
  async apply(): Promise<void> {
    const { about } = this;
    if (!about || !this.changed) return;
    await changes.make({ kind: 'setGroups', target: about.target, ...toApply(this.#touched) });
  }
}
