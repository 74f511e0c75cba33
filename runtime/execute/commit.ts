import * as E from "fp-ts/lib/Either.js";
import type { Slots } from "../lower/environment.ts";
import { type At, settleCanvas, type Walk } from "./at.ts";
import { rowOf } from "./block_batch.ts";

/** The clean block joins the sequence; costs nothing. */
export async function* commitBlock(before: Slots, at: At): Walk {
  const slots = await settleCanvas(at, before);
  const { batch, frame } = at;
  for (const index of frame.rows) {
    const row = batch.rows[index]!;
    const start = batch.start[index]!;
    const tokens = rowOf(batch, batch.canvas, index);
    row.tokens.set(tokens, start);
    row.committed = Math.max(row.committed, start + tokens.length);
    yield { _tag: "Committed", row: index, start, tokens };
  }
  return E.right(slots);
}
