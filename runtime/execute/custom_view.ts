import type { HostView, Node, Slot } from "../../dsl/mod.ts";
import type { Numbers } from "../graph/value.ts";
import { fold, hashName, uniform } from "../random/mod.ts";
import { HARDLY } from "../kernels/mod.ts";
import type { At } from "./at.ts";
import { rowOf } from "./block_batch.ts";

type Custom = Node & { _tag: "Custom" };

/** The slots that a custom stage reads, as numbers. */
export type Read = Partial<Record<Slot, Numbers>>;

/** What a custom stage sees of a row. */
export const viewOf = (node: Custom, row: number, read: Read, at: At): HostView => {
  const { batch, frame } = at;
  const start = batch.start[row]!;
  const key = fold(frame.keys[row]!, hashName(`Custom:${node.name}`), at.ordinal);
  const cells = (slot: Slot): readonly number[] => rowOf(batch, read[slot]!, row);
  return {
    canvas: rowOf(batch, batch.canvas, row),
    frozen: rowOf(batch, batch.frozen, row).map((is) => is === 1),
    context: Array.from(batch.rows[row]!.tokens.slice(0, start)),
    start,
    vocabulary: batch.shape.vocabulary,
    step: frame.step[row]!,
    steps: frame.steps[row]!,
    alphaT: frame.alphaT[row]!,
    alphaS: frame.alphaS[row]!,
    uniform: (index, lane = 0) => uniform(key, start + index, lane),
    ...(read.draft ? { draft: cells("draft") } : {}),
    ...(read.score ? { score: cells("score") } : {}),
    ...(read.picked ? { picked: cells("picked").map((is) => is !== 0) } : {}),
    ...(read.dist ? { dist: table(read.dist, row, at) } : {}),
    ...(read.ar ? { ar: table(read.ar, row, at) } : {}),
  };
};

/** Log-probabilities `[position][token]`; kernels write what is impossible as a finite number. */
const table = (numbers: Numbers, row: number, { batch }: At): readonly (readonly number[])[] => {
  const { positions, vocabulary } = batch.shape;
  return Array.from({ length: batch.size[row]! }, (_, i) => {
    const from = (row * positions + i) * vocabulary;
    return Array.from(numbers.slice(from, from + vocabulary), (x) => x <= HARDLY ? -Infinity : x);
  });
};
