import * as E from "fp-ts/lib/Either.js";
import type { Node } from "../../dsl/mod.ts";
import { hostBackend } from "../backends/host.ts";
import { leaf } from "../graph/value.ts";
import * as k from "../kernels/mod.ts";
import type { Slots } from "../lower/environment.ts";
import { lowerFormula, rowNumbers } from "../lower/formula.ts";
import { type At, placeOf, type Walk } from "./at.ts";

/** Moves the credit of the frame's rows on and adds it to their prediction; computed on the host, as memories are. */
// deno-lint-ignore require-yield
export async function* credit(node: Node & { _tag: "Credit" }, slots: Slots, at: At): Walk {
  const { batch, frame } = at;
  const place = placeOf(at);
  const dist = slots.dist!;
  const gains = lowerFormula(node.gain, slots, place, `${node._tag} gain`);
  const [best, gain] = hostBackend.evaluate([k.argmax(dist.value), gains], batch.shape).arrays;
  const decay = rowNumbers(node.decay, slots, place, `${node._tag} decay`);
  const weight = rowNumbers(node.weight, slots, place, `${node._tag} weight`);
  const { positions, vocabulary } = batch.shape;
  const next = batch.credit?.slice() ?? new Float64Array(batch.canvas.length * vocabulary);
  const bonus = new Float64Array(next.length);
  for (const row of frame.rows) {
    for (let cell = row * positions; cell < row * positions + batch.size[row]!; cell++) {
      const first = cell * vocabulary;
      for (let at = first; at < first + vocabulary; at++) { next[at] = next[at]! * decay(row); }
      next[first + best![cell]!]! += gain![cell]!;
      for (let at = first; at < first + vocabulary; at++) { bonus[at] = weight(row) * Math.log1p(next[at]!); }
    }
  }
  batch.credit = next;
  return E.right({ ...slots, dist: { ...dist, value: k.normalise(k.raise(dist.value, leaf("vocabulary", bonus))) } });
}
