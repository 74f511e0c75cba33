import * as E from "fp-ts/lib/Either.js";
import type { Node } from "../../dsl/mod.ts";
import type { RunError } from "../errors.ts";
import type { Slots } from "../lower/environment.ts";
import { lowerFinish } from "../lower/posterior.ts";
import { type At, placeOf, settleCanvas, type Walk } from "./at.ts";

/** Ends a block: by the prediction, or with the canvas as it is, if no mask is left on it. */
// deno-lint-ignore require-yield
export async function* finish(node: Node & { _tag: "Finish" }, before: Slots, at: At): Walk {
  const { pick } = node;
  if (pick !== "keep") { return E.right({ ...before, canvas: lowerFinish({ ...node, pick }, before, placeOf(at)) }); }
  const slots = await settleCanvas(at, before);
  const left = maskLeft(at);
  return left === null ? E.right(slots) : E.left(left);
}

/** The first mask in the rows that take part; uniform noise has none. */
const maskLeft = ({ batch, frame }: At): RunError | null => {
  const { positions, vocabulary } = batch.shape;
  for (const row of frame.rows) {
    for (let i = 0; i < batch.size[row]!; i++) {
      if (batch.canvas[row * positions + i] === vocabulary) {
        return { _tag: "MaskLeft", row, position: batch.start[row]! + i };
      }
    }
  }
  return null;
};
