import { readFile, writeFile } from "node:fs/promises";
import { type Either, isLeft, left, right } from "fp-ts/lib/Either.js";
import { describePlotError, drawSheet } from "../plot/mod.ts";
import { reasonOf } from "../thrown.ts";
import { trainingCurve } from "./curve.ts";
import type { TrainError } from "./errors.ts";
import { readLog } from "./log.ts";

/** Draws a run's log as SVG into a file; needs the optional packages of `drawSheet`. */
export const writeCurve = async (log: string, file: string, title: string): Promise<Either<TrainError, void>> => {
  const bad = (reason: string): Either<TrainError, never> =>
    left({ _tag: "FileFailed", action: "draw the curve into", file, reason });
  try {
    const records = readLog(await readFile(log, "utf8"));
    if (isLeft(records)) { return records; }
    const svg = await drawSheet(trainingCurve(records.right, title))();
    return isLeft(svg) ? bad(describePlotError(svg.left)) : right(await writeFile(file, svg.right));
  } catch (thrown) {
    return bad(reasonOf(thrown));
  }
};
