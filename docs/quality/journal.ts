import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import type { Cell } from "./cells.ts";
import type { Measured, Measurement } from "./measure.ts";
import type { Scale } from "./setting.ts";

/** What tells measurements apart: the same program on the same oracle at the same scale gives the same numbers. */
export const keyOf = (
  { program, process, prediction }: Pick<Cell, "program" | "process" | "prediction">,
  { rows, length }: Pick<Scale, "rows" | "length">,
): string => [program, process, prediction, rows, length].join(" ");

/** The measurements of a file, one a line; a last line that was cut off is none. */
export const readJournal = (file: string): readonly Measurement[] =>
  existsSync(file) ? readFileSync(file, "utf8").split("\n").flatMap(lineOf) : [];

const lineOf = (text: string): readonly Measurement[] => {
  try {
    return [JSON.parse(text) as Measurement];
  } catch {
    return [];
  }
};

/** Adds a measurement as soon as it is known; begins a line of its own. */
export const append = (file: string, measurement: Measurement): void =>
  appendFileSync(file, `\n${JSON.stringify(measurement)}`);

/** Writes all, in their order, without those that nobody asks for any more. */
export const rewrite = (file: string, all: readonly Measurement[]): void =>
  writeFileSync(file, all.map((one) => `${JSON.stringify(one)}\n`).join(""));

/** The numbers of a cell. */
export const measurementOf = (
  cell: Cell,
  { rows, length }: Pick<Scale, "rows" | "length">,
  { nfe, bits, entropy, distinct }: Measured,
): Measurement => ({ ...cell, rows, length, nfe, bits, entropy, distinct });
