import type { Cell } from "../../timeline/moment.ts";
import { textIn } from "../columns.ts";
import type { Film } from "../film.ts";
import { safe } from "../markup.ts";
import { classOf } from "../pane_rows.ts";

/** Height of a cell, pixels. */
export const CELL = 22;
/** Space between two cells. */
export const GAP = 2;

/** Pixels of a column of so many characters. */
export const pixelsOf = (characters: number): number => Math.max(CELL, Math.ceil(characters * 7.9 + 8));

/** A token in a box; its reason shows where the pointer rests. */
export const drawCell = (cell: Cell, sign: Film["sign"], x: number, y: number, width: number): string => {
  const { text, struck } = textIn(cell, sign);
  const word = text === ""
    ? ""
    : `<text x="${width / 2}" y="15.5"${struck ? ' class="struck"' : ""}>${safe(text)}</text>`;
  return `<g class="cell ${classOf(cell)}" transform="translate(${x},${y})"><title>${safe(cell.why)}</title>` +
    `<rect x="1" y="1" width="${width - 2}" height="${CELL - 2}" rx="3"/>${word}</g>`;
};
