import { hashName, sampleKey, uniform } from "../../../runtime/mod.ts";
import type { Picture } from "../page.ts";
import { type Box, rowsOfCells } from "./rows_of_cells.ts";

const text = "let there be light";
const letters = "abcdefghijklmnopqrstuvwxyz ,";
const levels = [1, 0.75, 0.5, 0.25, 0];
const key = sampleKey(1, hashName("processes"));

/** A letter stays while its number is below alpha: the same letters go first in both kinds, as alpha falls. */
const boxAt = (masked: boolean, alpha: number, i: number): Box => {
  if (uniform(key, i, 0) < alpha) { return { text: text[i]!, kind: "token" }; }
  const other = letters[Math.floor(uniform(key, i, 1) * letters.length)]!;
  return { text: masked ? "" : other, kind: "noise" };
};

/** One sentence under both kinds of noise, from clean to pure noise. */
export const processesPicture = (): Picture => {
  const rows = [true, false].flatMap((masked) =>
    levels.map((alpha) => ({
      label: `${masked ? "masked " : "uniform"}  alpha ${alpha.toFixed(2)}`,
      boxes: Array.from(text, (_, i) => boxAt(masked, alpha, i)),
    }))
  );
  const alt =
    "A sentence at signal levels from 1 to 0: with masked noise letters vanish, with uniform noise they turn into others";
  return { name: "processes", alt, svg: rowsOfCells(alt, rows) };
};
