import * as E from "fp-ts/lib/Either.js";
import type { Node } from "../../dsl/mod.ts";
import { hostBackend } from "../backends/host.ts";
import { leaf, type Value } from "../graph/value.ts";
import * as k from "../kernels/mod.ts";
import type { Slots } from "../lower/environment.ts";
import { lowerFormula } from "../lower/formula.ts";
import { type At, placeOf, settleCanvas, type Walk } from "./at.ts";
import { replaceRows } from "./block_batch.ts";

/** Memories are computed in float64 on the host, so that later decisions hang on the same numbers on every backend. */
const keep = (at: At, name: string, numbers: ArrayLike<number>): void => {
  const { batch, frame } = at;
  const old = batch.memories.get(name) ?? new Float64Array(batch.canvas.length);
  batch.memories.set(name, replaceRows(batch, old, numbers, frame.rows));
};

/** Keeps a number a position under a name. */
// deno-lint-ignore require-yield
export async function* remember(node: Node & { _tag: "Remember" }, slots: Slots, at: At): Walk {
  const value = lowerFormula(node.value, slots, placeOf(at), node._tag);
  keep(at, node.name, hostBackend.evaluate([value], at.batch.shape).arrays[0]!);
  return E.right(slots);
}

/** After a posterior: keeps the probability that each token had when it was unmasked. */
// deno-lint-ignore require-yield
export async function* reveal(node: Node & { _tag: "Posterior" }, slots: Slots, next: Value, at: At): Walk {
  const after = { ...slots, canvas: next };
  if (node.reveal === null) { return E.right(after); }
  const { batch } = at;
  const mask = batch.shape.vocabulary;
  const before = batch.canvas;
  const settled = await settleCanvas(at, after);
  const p = hostBackend.evaluate([k.probabilityOf(slots.dist!.value, leaf("cell", batch.canvas))], batch.shape)
    .arrays[0]!;
  const old = batch.memories.get(node.reveal);
  keep(
    at,
    node.reveal,
    batch.canvas.map((token, cell) => token === mask ? 0 : before[cell] === mask ? p[cell]! : old?.[cell] ?? 0),
  );
  return E.right(settled);
}
