import { columnsOf } from "../columns.ts";
import type { Film } from "../film.ts";
import type { PaneGrid, PaneRow } from "../pane_rows.ts";
import { CELL, drawCell, GAP, pixelsOf } from "./cell.ts";
import { displayWidth } from "../display_width.ts";
import type { Drawing } from "./frame.ts";
import { safe } from "../markup.ts";

const HEAD = 18;
/** Positions named above a grid: the first, and every fifth. */
const EVERY = 5;

/** Where the columns of a grid begin and how wide they are. */
interface Columns {
  readonly label: number;
  readonly x: readonly number[];
  readonly width: readonly number[];
}

const columnsIn = ({ rows }: PaneGrid, sign: Film["sign"]): Columns => {
  const width = columnsOf(rows.map(({ cells }) => cells), sign).map(pixelsOf);
  const label = Math.max(0, ...rows.map((row) => displayWidth(row.label))) * 7 + 8;
  const x = width.map((_, i) => label + width.slice(0, i).reduce((sum, one) => sum + one + GAP, 0));
  return { label, x, width };
};

const drawRow = ({ label, cells }: PaneRow, columns: Columns, sign: Film["sign"], y: number): string =>
  `<text class="small end" x="${columns.label - 6}" y="${y + 15}">${safe(label)}</text>` +
  cells.map((cell, i) => cell === null ? "" : drawCell(cell, sign, columns.x[i]!, y, columns.width[i]!)).join("");

const drawHead = (start: number, { x, width }: Columns): string =>
  x.map((left, i) =>
    i === 0 || (start + i) % EVERY === 0
      ? `<text class="small middle" x="${left + width[i]! / 2}" y="12">${start + i}</text>`
      : ""
  ).join("");

/** One grid: a row a moment, a column a position. */
export const drawGrid = (grid: PaneGrid, sign: Film["sign"]): Drawing => {
  const columns = columnsIn(grid, sign);
  const rows = grid.rows.map((row, i) => drawRow(row, columns, sign, HEAD + i * (CELL + GAP)));
  return {
    width: (columns.x.at(-1) ?? 0) + (columns.width.at(-1) ?? 0),
    height: HEAD + grid.rows.length * (CELL + GAP),
    markup: [drawHead(grid.start, columns), ...rows].join("\n"),
  };
};

/** Drawings side by side, in as many lines as the width asks for: read as text is. */
export const flowed = (drawings: readonly Drawing[], most: number, gap: number): Drawing => {
  let [x, y, tallest, widest] = [0, 0, 0, 0];
  const parts = drawings.map(({ width, height, markup }) => {
    if (x > 0 && x + width > most) {
      [x, y, tallest] = [0, y + tallest + gap, 0];
    }
    const placed = `<g transform="translate(${x},${y})">${markup}</g>`;
    widest = Math.max(widest, x + width);
    tallest = Math.max(tallest, height);
    x += width + gap;
    return placed;
  });
  return { width: widest, height: y + tallest, markup: parts.join("\n") };
};
