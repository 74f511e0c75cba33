import type { Cell } from "../timeline/moment.ts";
import { displayWidth, fitted } from "./display_width.ts";
import type { Film } from "./film.ts";
import { shownIn } from "./pane_rows.ts";

/** Characters of the widest column: longer tokens are cut. */
export const WIDEST = 12;

/** What a cell shows, cut to the widest column. */
export const textIn = (cell: Cell, sign: Film["sign"]): { readonly text: string; readonly struck: boolean } => {
  const shown = shownIn(cell, sign);
  return { ...shown, text: fitted(shown.text, WIDEST) };
};

/** Characters of each column of a grid, so that every token that ever stands there fits. */
export const columnsOf = (rows: readonly (readonly (Cell | null)[])[], sign: Film["sign"]): readonly number[] => {
  const widths = Array.from({ length: Math.max(0, ...rows.map((cells) => cells.length)) }, () => 1);
  for (const cells of rows) {
    cells.forEach((cell, i) => {
      if (cell !== null) { widths[i] = Math.max(widths[i]!, displayWidth(textIn(cell, sign).text)); }
    });
  }
  return widths;
};
