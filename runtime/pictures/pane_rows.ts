import type { Cell } from "../timeline/moment.ts";
import { type Pane, panesOf, sequenceAt } from "../timeline/panes.ts";
import type { Film } from "./film.ts";

/** A moment as a row of a pane's grid. */
export interface PaneRow {
  /** Index of the moment. */ readonly at: number;
  readonly label: string;
  /** One for each position of the pane; null where nothing stands yet. */ readonly cells: readonly (Cell | null)[];
}

/** A grid: neighbouring moments over the same positions. */
export interface PaneGrid extends Pane {
  readonly rows: readonly PaneRow[];
}

/** A row of a small block spans its whole pane: earlier blocks are committed, later ones not there yet. */
const rowOf = (film: Film, pane: Pane, at: number): PaneRow => {
  const { label, start, cells } = film.moments[at]!;
  const size = pane.end - pane.start;
  const known = start > pane.start ? sequenceAt(film.moments, at, film.prompt) : [];
  const cellAt = (position: number): Cell | null =>
    cells[position - start] ?? (position < start ? known[position] : undefined) ?? null;
  return { at, label, cells: Array.from({ length: size }, (_, i) => cellAt(pane.start + i)) };
};

/** The grids of a film, in order. */
export const paneGrids = (film: Film): readonly PaneGrid[] =>
  panesOf(film.moments).map((pane) => ({
    ...pane,
    rows: Array.from({ length: pane.to - pane.from }, (_, i) => rowOf(film, pane, pane.from + i)),
  }));

/** What a cell shows: its token, or the draft that was thrown away, which is struck through. */
export const shownIn = (cell: Cell, sign: Film["sign"]): { readonly text: string; readonly struck: boolean } => {
  const text = sign(cell.token);
  return text === "" && cell.rejected !== null ? { text: sign(cell.rejected), struck: true } : { text, struck: false };
};

/** Class names of a cell. */
export const classOf = ({ kind, changed }: Cell): string => changed ? `${kind} changed` : kind;
