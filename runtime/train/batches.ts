import { below, fold, hashName, sampleKey } from "../random/mod.ts";
import { permutation } from "./permutation.ts";

/** How a text is cut into rows. */
export interface WindowOptions {
  /** Tokens in a row. */ readonly length: number;
  /** Rows of a batch. */ readonly rows: number;
  /** Of the run. */ readonly seed: number;
  /** Is each `length` tokens of the text a row by itself? Windows then begin nowhere else; false unless said. */
  readonly aligned?: boolean;
}

/** Windows in one pass over a text of `tokens`: as many as fit whatever the pass begins with; or its rows, if it has any. */
export const windowsIn = (tokens: number, length: number, aligned = false): number =>
  Math.floor((aligned ? tokens : tokens - length + 1) / length);

/** Where the windows of a batch begin, one a row: a function of seed and step. */
export function windowStarts(tokens: number, options: WindowOptions, step: number): number[] {
  const { length, rows, seed, aligned = false } = options;
  const count = windowsIn(tokens, length, aligned);
  const root = fold(sampleKey(seed, 0), hashName("windows"));
  return Array.from({ length: rows }, (_, row) => {
    const slot = step * rows + row;
    const pass = fold(root, Math.floor(slot / count));
    // Each pass cuts the text at other places, so that a token is not always at the same place of its row.
    const from = aligned ? 0 : below(length, pass, 0, 1);
    return from + length * permutation(pass, count)(slot % count);
  });
}

/**
 * The clean rows of a training step, `[row][position]`: windows of the text that do not overlap, each once a pass, in an order that
 * is a function of seed and step alone; a run that goes on at step n reads what it would have read.
 *
 * @param tokens At least `2 * length - 1`, so that a window fits wherever a pass begins; one row where they are aligned.
 */
export function batchAt(tokens: ArrayLike<number>, options: WindowOptions, step: number): Int32Array {
  const { length, rows } = options;
  const out = new Int32Array(rows * length);
  windowStarts(tokens.length, options, step).forEach((start, row) => {
    for (let i = 0; i < length; i++) { out[row * length + i] = tokens[start + i]; }
  });
  return out;
}
