import * as E from "fp-ts/lib/Either.js";
import { leaf } from "../graph/value.ts";
import { priors, type Slots } from "../lower/environment.ts";
import { type At, placeOf, type Walk } from "./at.ts";
import { type BlockBatch, replaceRows } from "./block_batch.ts";

const clearedCredit = ({ credit, shape }: BlockBatch, rows: readonly number[]): Float64Array | null => {
  if (credit === null) { return null; }
  const next = credit.slice();
  const length = shape.positions * shape.vocabulary;
  for (const row of rows) { next.fill(0, row * length, (row + 1) * length); }
  return next;
};

/** The prior at the free positions; a row that met its end token and goes on starts from the token behind it. */
// deno-lint-ignore require-yield
export async function* noise(slots: Slots, at: At): Walk {
  const { batch, frame } = at;
  const prior = priors(placeOf(at), "Noise").data;
  const { positions } = batch.shape;
  const next = batch.canvas.map((token, cell) => {
    const row = batch.rows[Math.floor(cell / positions)]!;
    if (batch.frozen[cell] === 1) { return token; }
    return row.finished && row.pad !== null ? row.pad : prior[cell]!;
  });
  batch.canvas = replaceRows(batch, batch.canvas, next, frame.rows);
  for (const memory of batch.memories.values()) {
    for (const row of frame.rows) { memory.fill(0, row * positions, (row + 1) * positions); }
  }
  batch.credit = clearedCredit(batch, frame.rows);
  return E.right({ ...slots, canvas: leaf("cell", batch.canvas) });
}
