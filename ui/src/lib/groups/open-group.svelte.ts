import { desk, isRefusal, type GroupId, type GroupPage } from '$lib/ipc/client';

/** The group whose page is open, in figures. */
export class OpenGroup {
  /** The last answer; another group's is gone at once. */
  page = $state.raw<GroupPage | undefined>();
  /** Why there is none; figures from before stay. */
  error = $state.raw<unknown>();

  #turn = 0;

  /** Asks for a group. An answer that was overtaken is dropped, and so is a group that is gone meanwhile: nobody is on its page. */
  async open(id: GroupId): Promise<void> {
    const turn = ++this.#turn;
    if (this.page?.group.id !== id) this.page = undefined;
    try {
      const page = await desk.groupPage(id);
      if (turn !== this.#turn) return;
      this.page = page;
      this.error = undefined;
    } catch (error) {
      if (turn === this.#turn) this.error = isRefusal(error, 'noSuchGroup') ? undefined : error;
    }
  }
}
