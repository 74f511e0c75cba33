import type { Cell, Moment } from "../../timeline/moment.ts";
import { sequenceAt } from "../../timeline/panes.ts";
import { columnsOf } from "../columns.ts";
import { displayWidth, fitted } from "../display_width.ts";
import type { Film } from "../film.ts";
import { paneGrids, type PaneRow } from "../pane_rows.ts";
import { visibleWords } from "../token_sign.ts";
import { legendLine, paintedCell, type TextScreen } from "./paint.ts";
import { textLines } from "./text_lines.ts";

/** Lines around text and grid: title, where, why in two, legend, and two that part them. */
const AROUND = 7;

/** Which changes are worth the one line, most telling first. */
const telling: readonly Cell["kind"][] = ["renoised", "rejected", "drafted"];

const notable = ({ start, cells }: Moment): string => {
  for (const kind of telling) {
    const i = cells.findIndex((cell) => cell.kind === kind && cell.why.includes(":"));
    const any = i < 0 ? cells.findIndex((cell) => cell.kind === kind) : i;
    if (any >= 0) { return `position ${start + any}: ${cells[any]!.why}`; }
  }
  return "";
};

/** A sentence in a line or two, parted at a blank if there is one. */
const inTwo = (text: string, width: number): readonly string[] => {
  if (displayWidth(text) <= width) { return [text]; }
  const blank = text.lastIndexOf(" ", width);
  const end = blank > 0 ? blank : width;
  return [text.slice(0, end), text.slice(end).trimStart()].map((line) => fitted(line, width));
};

const whereOf = ({ start, cells, label }: Moment): string =>
  cells.length === 1 ? `position ${start}, ${label}` : `positions ${start} to ${start + cells.length - 1}, ${label}`;

/** Characters of the labels: always the same, so that nothing jumps at the end of a block. */
const LABEL = "commit".length;

/** The rows up to a moment of the grid that it belongs to, the last ones if not all fit; none if it is too wide. */
const gridLines = (film: Film, at: number, screen: TextScreen, most: number): readonly string[] => {
  const pane = paneGrids({ ...film, moments: film.moments.slice(0, at + 1) }).at(-1)!;
  const widths = columnsOf(pane.rows.map(({ cells }) => cells), film.sign);
  const label = Math.max(LABEL, ...pane.rows.map((row) => row.label.length));
  const tight = label + 1 + widths.reduce((sum, one) => sum + one, 0);
  const roomy = tight + widths.length <= screen.width;
  // Without colours the gaps hold signs, so that they cannot be spared.
  if (!roomy && (tight > screen.width || !screen.colours)) { return []; }
  const line = ({ label: name, cells }: PaneRow): string =>
    `${name.padStart(label)} ${
      cells.map((cell, i) => paintedCell(cell, film.sign, widths[i]!, screen, roomy ? " " : "")).join("").trimEnd()
    }`;
  return pane.rows.slice(-Math.max(1, most)).map(line);
};

/**
 * A moment of a film as lines of a terminal: the text so far, the grid of the block at work as far as both fit, and
 * the most telling reason. No line is longer than the screen, and the lines are one fewer than its height at most.
 *
 * @param at Index of the moment.
 */
export const terminalFrame = (film: Film, at: number, screen: TextScreen): readonly string[] => {
  const { width, height, colours } = screen;
  const moment = film.moments[at];
  const title = fitted(visibleWords([film.title, ...film.facts].join(", ")), width);
  if (moment === undefined) { return [title]; }
  const room = Math.max(2, height - 1 - AROUND);
  const text = textLines(sequenceAt(film.moments, at, film.prompt), film.sign, width, colours);
  const grid = gridLines(film, at, screen, Math.max(1, room - Math.min(text.length, Math.ceil(room / 3))));
  const shown = text.slice(-Math.max(1, room - grid.length));
  const lines = [
    title,
    ...shown,
    "",
    ...(grid.length === 0 ? [] : [...grid, ""]),
    fitted(whereOf(moment), width),
    ...inTwo(notable(moment), width),
    ...(displayWidth(legendLine(false)) <= width ? [legendLine(colours)] : []),
  ];
  return lines.length < height ? lines : lines.slice(0, Math.max(1, height - 1));
};

/** A moment as one line for files and pipes: where, which step, what stands there; noise is a dot. */
export const momentLine = (film: Film, at: number): string => {
  const { start, cells, label } = film.moments[at]!;
  return `${String(start).padStart(5)}  ${label.padStart(7)}  ${textLines(cells, film.sign, Infinity, false).join("")}`;
};
