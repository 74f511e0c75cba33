/** Cells that can be pointed at: those that the scrubber has passed. */
const REACHABLE = "tr:not(.later) > td:not(.empty)";

const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

/** The cell that an event is about, if it can be pointed at. */
export const cellOf = (event: Event): HTMLTableCellElement | null =>
  (event.target as Element).closest<HTMLTableCellElement>(REACHABLE);

/** Arrow keys move the focus from cell to cell. */
export const walk = (event: KeyboardEvent): void => {
  const move = MOVES[event.key];
  const cell = (event.target as Element).closest("td");
  if (move === undefined || cell === null) { return; }
  event.preventDefault();
  const row = cell.parentElement as HTMLTableRowElement;
  const target = cell.closest("table")!.rows[row.rowIndex + move[0]]?.cells[cell.cellIndex + move[1]];
  if (target?.matches(REACHABLE)) { target.focus(); }
};

/** Brings a row into the frame around its table; the page itself stays where it is. */
export const reveal = (frame: HTMLElement, row: HTMLElement): void => {
  const head = frame.querySelector("thead")?.offsetHeight ?? 0;
  const [top, bottom] = [row.offsetTop - head, row.offsetTop + row.offsetHeight];
  if (bottom > frame.scrollTop + frame.clientHeight) { frame.scrollTop = bottom - frame.clientHeight; }
  else if (top < frame.scrollTop) { frame.scrollTop = top; }
};
