import * as E from "fp-ts/lib/Either.js";
import type { Node } from "../../dsl/mod.ts";
import { leaf } from "../graph/value.ts";
import { priors, type Slots } from "../lower/environment.ts";
import { lowerGuide, lowerPredict, lowerVerify } from "../lower/predict.ts";
import { askPredict, askVerify, copyRows } from "./ask.ts";
import { type At, numbersOf, placeOf, settleCanvas, type Walk } from "./at.ts";
import type { Previous } from "./run_state.ts";

/** Asks the model about the canvas: 1 NFE. */
// deno-lint-ignore require-yield
export async function* predict(node: Node & { _tag: "Predict" }, before: Slots, at: At): Walk {
  const { state, batch, frame } = at;
  const slots = await settleCanvas(at, before);
  const logits = await askPredict(state, batch, frame, batch.canvas, { conditional: true, self: node.self });
  if (E.isLeft(logits)) { return logits; }
  if (state.selfConditions) { state.previous = remembered(state.previous, logits.right, at); }
  const kind = state.model.abilities.prediction;
  return E.right({ ...slots, dist: lowerPredict(logits.right, node.visible, batch.canvas, kind, placeOf(at)) });
}

/** The last logits of every row: of this call where the row took part, of an earlier one elsewhere. */
const remembered = (before: Previous | null, values: Float32Array, { batch, frame }: At): Previous => {
  const { positions, vocabulary } = batch.shape;
  const rows = new Set([...before?.rows ?? [], ...frame.rows]);
  if (before === null || frame.rows.length === rows.size) { return { values: values.slice(), rows }; }
  return { values: copyRows(values, before.values.slice(), frame.rows, positions * vocabulary), rows };
};

/** Asks again without the condition and leans away from the answer: 1 NFE. */
// deno-lint-ignore require-yield
export async function* guide(node: Node & { _tag: "Guide" }, before: Slots, at: At): Walk {
  const { state, batch, frame } = at;
  const slots = await settleCanvas(at, before);
  const logits = await askPredict(state, batch, frame, batch.canvas, { conditional: false, self: false });
  if (E.isLeft(logits)) { return logits; }
  const unconditional = lowerPredict(logits.right, slots.dist!.visible, batch.canvas, slots.dist!.kind, placeOf(at));
  return E.right({ ...slots, dist: lowerGuide(node, unconditional, slots, placeOf(at)) });
}

/** Asks the model, left to right, about the draft: 1 NFE. */
// deno-lint-ignore require-yield
export async function* verify(node: Node & { _tag: "Verify" }, slots: Slots, at: At): Walk {
  const { state, batch, frame } = at;
  const draft = await numbersOf(at, slots.draft!);
  const logits = await askVerify(state, batch, frame, draft, priors(placeOf(at), node._tag).data);
  if (E.isLeft(logits)) { return logits; }
  const ar = lowerVerify(logits.right, node, slots, placeOf(at));
  return E.right({ ...slots, draft: leaf("cell", draft), ar });
}
