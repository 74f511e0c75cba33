import type { HostResult, Node, Slot } from "../../dsl/mod.ts";
import { leaf, type Value } from "../graph/value.ts";
import { IMPOSSIBLE, normalise } from "../kernels/mod.ts";
import type { Dist, Slots } from "../lower/environment.ts";
import type { At } from "./at.ts";

type Custom = Node & { _tag: "Custom" };

/** What a custom stage returned, by row. */
export type Results = ReadonlyMap<number, HostResult>;

/** Numbers of the rows that were asked; given the canvas, frozen positions and other rows keep its tokens. */
const cellsOf = (
  results: Results,
  { batch }: At,
  pick: (result: HostResult) => readonly (number | boolean)[],
  canvas?: Float64Array,
): Value => {
  const data = canvas === undefined ? new Float64Array(batch.canvas.length) : canvas.slice();
  for (const [row, result] of results) {
    pick(result).forEach((value, i) => {
      const cell = row * batch.shape.positions + i;
      if (canvas === undefined || batch.frozen[cell] === 0) { data[cell] = Number(value); }
    });
  }
  return leaf("cell", data);
};

/** What was returned, from the best token down in float32 as the logits of models are, and normalised: a token may have been ruled out. */
const tableOf = (
  results: Results,
  { batch }: At,
  pick: (result: HostResult) => readonly (readonly number[])[],
): Value => {
  const { positions, vocabulary } = batch.shape;
  const data = new Float32Array(batch.canvas.length * vocabulary);
  for (const [row, result] of results) {
    pick(result).forEach((logs, i) => {
      const top = logs.reduce((a, b) => Math.max(a, b));
      data.set(logs.map((x) => Math.max(x - top, IMPOSSIBLE)), (row * positions + i) * vocabulary);
    });
  }
  return normalise(leaf("vocabulary", data));
};

const distOf = (results: Results, before: Slots, at: At): Dist => ({
  value: tableOf(results, at, (r) => r.dist!),
  kind: before.dist?.kind ?? "unknown",
  visible: before.dist?.visible ?? "carryOver",
});

const without = (slots: Slots, spent: readonly Slot[]): Slots =>
  Object.fromEntries(Object.entries(slots).filter(([name]) => !spent.includes(name as Slot))) as unknown as Slots;

/** The slots after a custom stage: what it spent is gone, then what it left is there. */
export const slotsAfter = (node: Custom, results: Results, before: Slots, at: At): Slots => {
  const has = (slot: Slot): boolean => node.leaves.includes(slot);
  const { canvas } = at.batch;
  return {
    ...without(before, node.spends),
    ...(has("block") ? { canvas: cellsOf(results, at, (r) => r.canvas!, canvas) } : {}),
    ...(has("draft") ? { draft: cellsOf(results, at, (r) => r.draft!, canvas) } : {}),
    ...(has("score") ? { score: cellsOf(results, at, (r) => r.score!) } : {}),
    ...(has("picked") ? { picked: cellsOf(results, at, (r) => r.picked!) } : {}),
    ...(has("dist") ? { dist: distOf(results, before, at) } : {}),
    ...(has("ar") ? { ar: tableOf(results, at, (r) => r.ar!) } : {}),
  };
};
