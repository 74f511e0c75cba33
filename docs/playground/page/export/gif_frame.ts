import type { Cell, CellKind } from "../../../../runtime/timeline/moment.ts";
import { sequenceAt } from "../../../../runtime/timeline/panes.ts";
import type { Film } from "../../../../runtime/pictures/mod.ts";

const WIDTH = 720;
const EDGE = 16;
const LINE = 30;
const HEADER = 56;
/** Width of a digit at the font below. */
const LETTER = 11;
const FONT = '18px "DejaVu Sans Mono", Menlo, Consolas, monospace';
const SMALL = '14px system-ui, "Segoe UI", Roboto, sans-serif';

const COLOURS: Readonly<Record<CellKind, readonly [page: string, ink: string]>> = {
  given: ["#e3e6ee", "#4a5166"],
  noise: ["#d6d2c5", "#6b6654"],
  drafted: ["#c9e0ff", "#06305f"],
  kept: ["#ffffff", "#1b2130"],
  rejected: ["#ffecd6", "#7a2e00"],
  renoised: ["#ffc98f", "#7a2e00"],
  committed: ["#cdeccf", "#0f4a1f"],
};

interface Placed {
  readonly cell: Cell;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** Breaks the cells of a row into lines. */
const placed = (film: Film, cells: readonly Cell[]): readonly Placed[] => {
  let [x, y] = [EDGE, HEADER];
  return cells.map((cell): Placed => {
    const text = film.sign(cell.token);
    const width = Math.max(1, [...text].length) * LETTER + 4;
    if (x + width > WIDTH - EDGE) { [x, y] = [EDGE, y + LINE]; }
    const here = { cell, text, x, y, width };
    x += width + 2;
    return here;
  });
};

/** Pixels of every frame: as many lines as the finished row has, and one more for longer drafts. */
export const frameSize = (film: Film): { readonly width: number; readonly height: number } => {
  const last = placed(film, sequenceAt(film.moments, film.moments.length - 1, film.prompt)).at(-1);
  return { width: WIDTH, height: (last?.y ?? HEADER) + 2 * LINE + EDGE };
};

/** Draws a moment. */
export const drawFrame = (to: CanvasRenderingContext2D, film: Film, at: number): void => {
  to.fillStyle = "#ffffff";
  to.fillRect(0, 0, to.canvas.width, to.canvas.height);
  to.textBaseline = "middle";
  to.font = SMALL;
  to.fillStyle = "#1b2130";
  to.fillText(`${film.title}, ${film.facts.join(", ")}`, EDGE, EDGE + 4);
  to.fillText(`step ${film.moments[at]!.label}`, EDGE, EDGE + 24);
  to.font = FONT;
  for (const { cell, text, x, y, width } of placed(film, sequenceAt(film.moments, at, film.prompt))) {
    const [page, ink] = COLOURS[cell.kind];
    to.fillStyle = page;
    to.fillRect(x, y, width, LINE - 4);
    to.fillStyle = ink;
    to.fillText(text, x + 2, y + (LINE - 4) / 2);
  }
};
