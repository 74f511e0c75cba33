import type { Node, Prediction } from "../../dsl/mod.ts";
import { leaf, type Value } from "../graph/value.ts";
import * as k from "../kernels/mod.ts";
import { cells, type Dist, type Place, rowCells, type Slots } from "./environment.ts";
import { rowNumbers } from "./formula.ts";

/** `ln p = ln softmax(logits)`, and certainty at visible positions of an absorbing model unless they are read raw. */
export const lowerPredict = (
  logits: Float32Array,
  visible: "carryOver" | "raw",
  canvas: Float64Array,
  kind: Prediction,
  place: Place,
): Dist => {
  const p = k.normalise(leaf("vocabulary", logits));
  if (place.process === "uniform" || visible === "raw") { return { value: p, kind, visible }; }
  const mask = place.batch.shape.vocabulary;
  const keep = cells(place, (_row, _i, cell) => canvas[cell] === mask ? 0 : 1);
  return { value: k.carryOver(p, leaf("cell", canvas), keep), kind, visible };
};

/** `ln p_ar` at a temperature, over real tokens. */
export const lowerVerify = (logits: Float32Array, node: Node & { _tag: "Verify" }, slots: Slots, place: Place): Value =>
  tempered(k.normalise(leaf("vocabulary", logits)), rowNumbers(node.temperature, slots, place, node._tag), place);

/** `softmax(ln p / temperature)`; a row at 0 is certain of its most probable token, whatever its neighbours are at. */
const tempered = (p: Value, temperature: (row: number) => number, place: Place): Value => {
  const all = place.frame.rows.map(temperature);
  if (all.every((t) => t === 1)) { return p; }
  if (all.every((t) => t <= 0)) { return k.oneHot(k.argmax(p)); }
  const warm = k.normalise(k.scale(p, rowCells(place, (row) => temperature(row) <= 0 ? 1 : 1 / temperature(row), 1)));
  const cold = rowCells(place, (row) => temperature(row) <= 0 ? 1 : 0);
  return all.some((t) => t <= 0) ? k.carryOver(warm, k.argmax(p), cold) : warm;
};

/** Temperature, top-k, nucleus. */
export const lowerShape = (node: Node & { _tag: "Shape" }, slots: Slots, place: Place): Dist => {
  const warm = tempered(slots.dist!.value, rowNumbers(node.temperature, slots, place, node._tag), place);
  const cut = node.topK === null && node.topP === null
    ? warm
    : k.normalise(k.truncate(warm, node.topK, node.topP, node.crossing));
  return { ...slots.dist!, value: cut };
};

/** Classifier-free guidance from the second prediction. */
export const lowerGuide = (node: Node & { _tag: "Guide" }, unconditional: Dist, slots: Slots, place: Place): Dist => {
  const scale = rowCells(place, rowNumbers(node.scale, slots, place, node._tag));
  return { ...slots.dist!, value: k.normalise(k.guideMix(slots.dist!.value, unconditional.value, scale)) };
};

/** Full to leave-one-out; what is leave-one-out already, by itself or by the program's word, stays. */
export const lowerToLoo = ({ assume }: Node & { _tag: "ToLoo" }, slots: Slots, place: Place): Dist => {
  const dist = slots.dist!;
  if ((assume === "declared" ? dist.kind : assume) === "loo") { return { ...dist, kind: "loo" }; }
  const alphaT = rowCells(place, (row) => place.frame.alphaT[row]!);
  return { ...dist, value: k.normalise(k.leaveOneOut(dist.value, slots.canvas, alphaT)), kind: "loo" };
};
