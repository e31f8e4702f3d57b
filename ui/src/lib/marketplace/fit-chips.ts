/** Px between chips. */
const GAP = 6;

interface Row<Id> {
  ids: readonly Id[];
  /** Px of a chip. */
  widthOf: (id: Id) => number;
  /** Whether a chip stands in the row in any case, as one that is chosen in does. */
  kept: (id: Id) => boolean;
  /** Px for all of them. */
  room: number;
  /** Px of the button behind which the rest stands. */
  more: number;
}

/** The chips that stand in a row of so many px, in their order; the last ones that are not kept give way first. */
export function fitChips<Id>({ ids, widthOf, kept, room, more }: Row<Id>): Id[] {
  const needed = (shown: readonly Id[]) => shown.reduce((sum, id) => sum + widthOf(id) + GAP, -GAP);
  if (room <= 0 || needed(ids) <= room) return [...ids];
  const shown = [...ids];
  while (needed(shown) + GAP + more > room) {
    const last = shown.findLastIndex((id) => !kept(id));
    if (last < 0) break;
    shown.splice(last, 1);
  }
  return shown;
}
