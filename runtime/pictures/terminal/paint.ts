import type { Cell, CellKind } from "../../timeline/moment.ts";
import { textIn } from "../columns.ts";
import { displayWidth } from "../display_width.ts";
import type { Film } from "../film.ts";

/** Where lines of text are drawn. */
export interface TextScreen {
  /** Characters of a line. */ readonly width: number;
  /** Lines that can be seen at once. */ readonly height: number;
  /** May lines hold colours (ANSI)? */ readonly colours: boolean;
}

/** What stands for noise that has no token. */
const MASK = "·";
/** What stands for a token that gave way to noise, where there are no colours. */
const AGAIN = "×";

/** Numbers of ANSI colours: those of the reader's own palette, so that they suit light and dark terminals. */
const codes: Readonly<Record<CellKind, string>> = {
  given: "2",
  noise: "2",
  drafted: "1;34",
  kept: "",
  rejected: "9;33",
  renoised: "7;33",
  committed: "32",
};

/** Signs behind a cell where there are no colours. */
const marks: Readonly<Record<CellKind, string>> = {
  given: " ",
  noise: " ",
  drafted: "+",
  kept: " ",
  rejected: " ",
  renoised: " ",
  committed: " ",
};

/** What the colours, or the signs, mean. */
export const legendLine = (colours: boolean): string =>
  colours
    ? (["noise", "drafted", "kept", "rejected", "renoised", "committed"] as const).map((kind) =>
      painted(kind === "rejected" ? "not taken" : kind === "renoised" ? "re-noised" : kind, kind)
    ).join("  ")
    : `a+ drafted  ${MASK} noise, or a draft not taken  ${AGAIN} re-noised`;

/** A text in the colour of a kind. */
export const painted = (text: string, kind: CellKind): string =>
  codes[kind] === "" ? text : `\u001b[${codes[kind]}m${text}\u001b[0m`;

/** A cell's token as text; a draft that was thrown away shows only where colours can strike it through. */
export const cellText = (cell: Cell, sign: Film["sign"], colours: boolean): string => {
  const { text, struck } = textIn(cell, sign);
  if (colours || !struck) { return text || MASK; }
  return cell.kind === "renoised" ? AGAIN : MASK;
};

/** A cell of so many columns, and behind it `gap`: blank, or the sign of its kind. */
export const paintedCell = (
  cell: Cell | null,
  sign: Film["sign"],
  width: number,
  { colours }: TextScreen,
  gap = " ",
) => {
  if (cell === null) { return " ".repeat(width) + gap; }
  const text = cellText(cell, sign, colours);
  const filled = text + " ".repeat(Math.max(0, width - displayWidth(text)));
  return colours ? painted(filled, cell.kind) + gap : filled + marks[cell.kind];
};
