import * as E from "fp-ts/lib/Either.js";
import type { HostResult, HostView, Node, Slot } from "../../dsl/mod.ts";
import type { RunError } from "../errors.ts";
import { leaf, type Numbers, type Value } from "../graph/value.ts";
import type { Slots } from "../lower/environment.ts";
import { fold, hashName, uniform } from "../random/mod.ts";
import { type At, numbersOf, settleCanvas, type Walk } from "./at.ts";
import { rowOf } from "./block_batch.ts";
import { resultProblem } from "./custom_result.ts";
import { reasonOf } from "./run_state.ts";

type Custom = Node & { _tag: "Custom" };
type Read = Partial<Record<Slot, Numbers>>;

/** A user's function, for each row by itself. */
// deno-lint-ignore require-yield
export async function* custom(node: Custom, before: Slots, at: At): Walk {
  const slots = await settleCanvas(at, before);
  const read: Read = {};
  for (const slot of node.reads) {
    const value = valueOf(slots, slot);
    if (value !== undefined) { read[slot] = await numbersOf(at, value); }
  }
  const results = new Map<number, HostResult>();
  for (const row of at.frame.rows) {
    const result = runRow(node, row, read, at);
    if (E.isLeft(result)) { return result; }
    results.set(row, result.right);
    at.batch.rows[row]!.nfe += node.nfe;
  }
  return E.right(spent(node, merge(node, results, slots, at)));
}

const valueOf = (slots: Slots, slot: Slot): Value | undefined =>
  slot === "block" ? slots.canvas : slot === "dist" ? slots.dist?.value : slots[slot];

const runRow = (node: Custom, row: number, read: Read, at: At): E.Either<RunError, HostResult> => {
  try {
    const result = node.stage.run(viewOf(node, row, read, at));
    const problem = resultProblem(node.leaves, result, at.batch.size[row]!, at.state.model.abilities);
    return problem === null ? E.right(result) : E.left({ _tag: "CustomFailed", stage: node.name, reason: problem });
  } catch (thrown) {
    return E.left({ _tag: "CustomFailed", stage: node.name, reason: reasonOf(thrown) });
  }
};

const viewOf = (node: Custom, row: number, read: Read, at: At): HostView => {
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

const table = (numbers: Numbers, row: number, { batch }: At): readonly (readonly number[])[] => {
  const { positions, vocabulary } = batch.shape;
  return Array.from({ length: batch.size[row]! }, (_, i) => {
    const from = (row * positions + i) * vocabulary;
    return Array.from(numbers.slice(from, from + vocabulary));
  });
};

/** The slots with what the rows left; a frozen position keeps its token. */
const merge = (node: Custom, results: ReadonlyMap<number, HostResult>, slots: Slots, at: At): Slots => {
  const { batch } = at;
  const { positions, vocabulary } = batch.shape;
  const cellsOf = (pick: (result: HostResult) => readonly (number | boolean)[], old?: ArrayLike<number>): Value => {
    const data = old === undefined ? new Float64Array(batch.canvas.length) : Float64Array.from(old);
    results.forEach((result, row) =>
      pick(result).forEach((value, i) => {
        if (old === undefined || batch.frozen[row * positions + i] === 0) { data[row * positions + i] = Number(value); }
      })
    );
    return leaf("cell", data);
  };
  const tableOf = (pick: (result: HostResult) => readonly (readonly number[])[]): Value => {
    const data = new Float64Array(batch.canvas.length * vocabulary);
    results.forEach((result, row) =>
      pick(result).forEach((logs, i) =>
        data.set(logs.map((x) => Math.max(x, -1e6)), (row * positions + i) * vocabulary)
      )
    );
    return leaf("vocabulary", data);
  };
  const has = (slot: Slot): boolean => node.leaves.includes(slot);
  return {
    ...slots,
    ...(has("block") ? { canvas: cellsOf((r) => r.canvas!, batch.canvas) } : {}),
    ...(has("draft") ? { draft: cellsOf((r) => r.draft!, batch.canvas) } : {}),
    ...(has("score") ? { score: cellsOf((r) => r.score!) } : {}),
    ...(has("picked") ? { picked: cellsOf((r) => r.picked!) } : {}),
    ...(has("dist")
      ? {
        dist: {
          value: tableOf((r) => r.dist!),
          kind: slots.dist?.kind ?? "unknown",
          visible: slots.dist?.visible ?? "carryOver",
        },
      }
      : {}),
    ...(has("ar") ? { ar: tableOf((r) => r.ar!) } : {}),
  };
};

const spent = (node: Custom, slots: Slots): Slots => {
  const rest: Record<string, unknown> = { ...slots };
  for (const slot of node.spends) { delete rest[slot]; }
  return rest as unknown as Slots;
};
