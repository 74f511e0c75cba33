import type { Cell } from "../../timeline/moment.ts";
import { displayWidth } from "../display_width.ts";
import type { Film } from "../film.ts";
import { isNoise } from "../../timeline/moment.ts";
import { painted } from "./paint.ts";

/** What a cell adds to a running text: blanks are blanks, noise is a dot. */
const inText = (cell: Cell | undefined, sign: Film["sign"]): string =>
  cell === undefined || sign(cell.token) === "" ? "·" : sign(cell.token).replaceAll("␣", " ");

/** A sequence as lines of at most `width` columns, each token in the colour of its kind. */
export const textLines = (
  cells: readonly (Cell | undefined)[],
  sign: Film["sign"],
  width: number,
  colours: boolean,
): readonly string[] => {
  const lines: string[] = [""];
  let taken = 0;
  for (const cell of Array.from(cells)) {
    const text = inText(cell, sign);
    const wide = displayWidth(text);
    if (taken > 0 && taken + wide > width) {
      lines.push("");
      taken = 0;
    }
    const kind = cell === undefined ? "noise" : isNoise(cell.kind) && text === "·" ? "noise" : cell.kind;
    lines[lines.length - 1] += colours ? painted(text, kind) : text;
    taken += wide;
  }
  return lines;
};
