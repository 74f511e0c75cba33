import * as E from "fp-ts/lib/Either.js";
import type { RunError } from "../errors.ts";
import type { Logits } from "../model.ts";
import type { BlockBatch } from "./block_batch.ts";
import type { Frame } from "./frame.ts";

/** Adds them up, four at a time: a float64 sum of float32 numbers is finite if all of them are, and only then. */
const allFinite = (numbers: Float32Array): boolean => {
  let a = 0, b = 0, c = 0, d = 0;
  let i = 0;
  for (; i < numbers.length - 3; i += 4) {
    a += numbers[i]!;
    b += numbers[i + 1]!;
    c += numbers[i + 2]!;
    d += numbers[i + 3]!;
  }
  for (; i < numbers.length; i++) { a += numbers[i]!; }
  return Number.isFinite(a + b + (c + d));
};

/** Do the logits lie as the batch has them: every row asked, in order, nothing between or behind the blocks? */
const liesAlready = (logits: Logits, { shape, size }: BlockBatch, frame: Frame): boolean =>
  logits.width === shape.vocabulary && logits.positions === shape.positions && frame.rows.length === shape.rows &&
  frame.rows.every((row, i) => row === i && size[row] === shape.positions);

/**
 * The logits of the rows that were asked, spread over the batch in an array of the pass (a model may use its own again).
 *
 * They are scanned: what is not finite never reaches a device, and ends in `NotFinite`.
 */
export const pack = (
  logits: Logits,
  batch: BlockBatch,
  frame: Frame,
  stage: "predict" | "verify",
): E.Either<RunError, Float32Array> => {
  const { rows, positions, vocabulary } = batch.shape;
  const length = rows * positions * vocabulary;
  const packed = batch.scratch.logits(length);
  if (liesAlready(logits, batch, frame)) {
    packed.set(logits.values.subarray(0, length));
  } else {
    spread(logits, batch, frame, packed);
  }
  if (!allFinite(packed)) { return E.left(notFinite(packed, batch, frame, stage)); }
  for (const row of frame.rows) { batch.rows[row]!.nfe += batch.size[row]! > 0 ? 1 : 0; }
  return E.right(packed);
};

const spread = (logits: Logits, batch: BlockBatch, { rows }: Frame, packed: Float32Array): void => {
  const { positions, vocabulary } = batch.shape;
  packed.fill(0);
  rows.forEach((row, i) => {
    for (let position = 0; position < batch.size[row]!; position++) {
      const from = (i * logits.positions + position) * logits.width;
      packed.set(logits.values.subarray(from, from + vocabulary), (row * positions + position) * vocabulary);
    }
  });
};

/** The first in the order of the rows; called when there is one. */
const notFinite = (
  packed: Float32Array,
  batch: BlockBatch,
  { rows }: Frame,
  stage: "predict" | "verify",
): RunError => {
  const { positions, vocabulary } = batch.shape;
  const block = positions * vocabulary;
  const row = rows.find((row) => !allFinite(packed.subarray(row * block, (row + 1) * block)))!;
  const at = packed.subarray(row * block).findIndex((value) => !Number.isFinite(value));
  const position = Math.floor(at / vocabulary);
  const found = String(packed[row * block + at]);
  return { _tag: "NotFinite", stage, row, position: batch.start[row]! + position, token: at % vocabulary, found };
};
