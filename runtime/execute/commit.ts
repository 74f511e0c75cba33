import * as E from "fp-ts/lib/Either.js";
import type { Slots } from "../lower/environment.ts";
import { type At, settleCanvas, type Walk } from "./at.ts";
import { rowOf } from "./block_batch.ts";
import { stopRow } from "./stop.ts";

/** The clean block joins the sequence, with the padding behind an end token; costs nothing. */
export async function* commitBlock(before: Slots, at: At): Walk {
  const slots = await settleCanvas(at, before);
  const { batch, frame } = at;
  for (const index of frame.rows) {
    const row = batch.rows[index]!;
    const start = batch.start[index]!;
    row.tokens.set(rowOf(batch, batch.canvas, index), start);
    const end = start + batch.size[index]!;
    const final = batch.stop === null ? end : stopRow(row, start, end, batch.stop, at.state.model.abilities);
    row.committed = Math.max(row.committed, final);
    yield { _tag: "Committed", row: index, start, tokens: Array.from(row.tokens.slice(start, final)) };
  }
  return E.right(slots);
}
