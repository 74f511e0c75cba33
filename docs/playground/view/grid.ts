import type { Cell, Moment } from "../../../runtime/timeline/moment.ts";
import type { Pane } from "../../../runtime/timeline/panes.ts";
import { sign } from "./character.ts";
import { element } from "./element.ts";

/** The grid of one pane: a row a moment, a column a position. */
export interface Grid {
  readonly table: HTMLTableElement;
  /** Shows the rows up to this moment and marks it. */ readonly showUpTo: (moment: number) => void;
}

/** Grids of more positions have smaller cells. */
const WIDE = 24;

/** Told which cell is pointed at or focused. */
export type OnCell = (cell: Cell, position: number) => void;

/** Cells that can be pointed at: those that the scrubber has passed. */
const REACHABLE = "tr:not(.later) > td:not(.empty)";

const cellElement = (cell: Cell, symbols: readonly string[]): HTMLTableCellElement => {
  const shown = sign(symbols, cell.token);
  const content = shown === "" && cell.rejected !== null ? element("s", {}, sign(symbols, cell.rejected)) : shown;
  const mark = cell.changed ? " changed" : "";
  return element("td", {
    class: `cell ${cell.kind}${mark}`,
    tabindex: -1,
    "aria-label": `${shown || "mask"}, ${cell.why}`,
  }, content);
};

/** A moment's row over the whole pane; positions of other small blocks are committed already or still empty. */
const rowElement = (
  moment: Moment,
  pane: Pane,
  known: readonly Cell[],
  symbols: readonly string[],
): HTMLTableRowElement => {
  const cells = Array.from({ length: pane.end - pane.start }, (_, i) => {
    const position = pane.start + i;
    const cell = moment.cells[position - moment.start] ?? (position < moment.start ? known[position] : undefined);
    const made = cell === undefined ? element("td", { class: "cell empty" }) : cellElement(cell, symbols);
    made.dataset["position"] = String(position);
    return made;
  });
  return element("tr", {}, element("th", { scope: "row" }, moment.label), ...cells);
};

const head = (pane: Pane): HTMLTableRowElement => {
  const columns = Array.from({ length: pane.end - pane.start }, (_, i) => {
    const position = pane.start + i;
    return element("th", { scope: "col" }, i === 0 || position % 5 === 0 ? String(position) : "");
  });
  return element("tr", {}, element("th", { scope: "col" }, "step"), ...columns);
};

/** Draws a pane; `sequence(i)` is all that stands on the canvas at moment i. */
export const grid = (
  moments: readonly Moment[],
  pane: Pane,
  sequence: (moment: number) => readonly Cell[],
  symbols: readonly string[],
  onCell: OnCell,
): Grid => {
  const rows = moments.slice(pane.from, pane.to).map((moment, i) =>
    rowElement(moment, pane, sequence(pane.from + i), symbols)
  );
  const table = element(
    "table",
    { class: pane.end - pane.start > WIDE ? "grid wide" : "grid" },
    element("thead", {}, head(pane)),
    element("tbody", {}, ...rows),
  );
  const tell = (event: Event): void => {
    const found = (event.target as Element).closest<HTMLTableCellElement>(REACHABLE);
    if (found === null) { return; }
    const position = Number(found.dataset["position"]);
    const at = pane.from + rows.indexOf(found.parentElement as HTMLTableRowElement);
    onCell(sequence(at)[position]!, position);
  };
  table.addEventListener("pointerover", tell);
  table.addEventListener("focusin", tell);
  table.addEventListener("keydown", (event) => walk(table, event));
  const showUpTo = (moment: number): void => {
    rows.forEach((row, i) => {
      const at = pane.from + i;
      row.className = at > moment ? "later" : at === moment ? "now" : "";
    });
    // The tab key enters the grid at the moment shown.
    for (const cell of table.querySelectorAll("td[tabindex='0']")) { cell.setAttribute("tabindex", "-1"); }
    const now = rows[moment - pane.from];
    now?.querySelector("td:not(.empty)")?.setAttribute("tabindex", "0");
    if (now !== undefined) { scrollTo(table, now); }
  };
  return { table, showUpTo };
};

/** Brings a row into the frame around the table; the page itself stays where it is. */
const scrollTo = (table: HTMLTableElement, row: HTMLTableRowElement): void => {
  const frame = table.parentElement;
  if (frame === null) { return; }
  const head = table.tHead?.offsetHeight ?? 0;
  const bottom = row.offsetTop + row.offsetHeight;
  const top = row.offsetTop - head;
  if (bottom > frame.scrollTop + frame.clientHeight) { frame.scrollTop = bottom - frame.clientHeight; }
  else if (top < frame.scrollTop) { frame.scrollTop = top; }
};

const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

/** Arrow keys move the focus from cell to cell. */
const walk = (table: HTMLTableElement, event: KeyboardEvent): void => {
  const move = MOVES[event.key];
  const cell = (event.target as Element).closest("td");
  if (move === undefined || cell === null) { return; }
  event.preventDefault();
  const row = cell.parentElement as HTMLTableRowElement;
  const target = table.rows[row.rowIndex + move[0]]?.cells[cell.cellIndex + move[1]];
  if (target?.matches(REACHABLE)) { target.focus(); }
};
