import type { Pane } from "../../../../runtime/timeline/panes.ts";

/** The part of a pane that is drawn: large grids are drawn around the moment that is shown. */
export interface Window {
  /** Index of the first moment, and the one behind the last. */ readonly rows: readonly [number, number];
  /** The first position, and the one behind the last. */ readonly columns: readonly [number, number];
}

/** Rows and columns that stand in the page at once. */
export const mostRows = 32;
export const mostColumns = 64;

const around = (at: number, from: number, to: number, size: number): readonly [number, number] => {
  const start = Math.max(from, Math.min(at - Math.floor(size * 3 / 4), to - size));
  return [start, Math.min(to, start + size)];
};

/** The window of a pane around a moment, on the given page of columns, from 0. */
export const windowOf = (pane: Pane, moment: number, page: number): Window => {
  const start = pane.start + Math.min(page, pagesOf(pane) - 1) * mostColumns;
  return {
    rows: around(moment, pane.from, pane.to, mostRows),
    columns: [start, Math.min(pane.end, start + mostColumns)],
  };
};

/** How many pages of columns a pane has. */
export const pagesOf = ({ start, end }: Pane): number => Math.max(1, Math.ceil((end - start) / mostColumns));
