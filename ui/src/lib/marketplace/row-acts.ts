/** What can be done to a row with the pointer. Rows are named by their place in the list. */
export interface RowActs {
  /** A press on the row itself: opens it; with Ctrl selects it, with Shift up to it. */
  click: (index: number, event: MouseEvent) => void;
  /** The round check: marks, or takes the mark back. */
  mark: (index: number) => void;
  /** The square box: selects, with Shift up to it. */
  select: (index: number) => void;
  showAgain: (index: number, event: MouseEvent) => void;
}
