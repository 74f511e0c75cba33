import * as E from "fp-ts/lib/Either.js";
import type { HostResult, Node, Slot } from "../../dsl/mod.ts";
import { hostBackend } from "../backends/host.ts";
import type { RunError } from "../errors.ts";
import type { Numbers, Value } from "../graph/value.ts";
import type { Slots } from "../lower/environment.ts";
import { type At, numbersOf, settleCanvas, type Walk } from "./at.ts";
import { reasonOf } from "../thrown.ts";
import { resultProblem } from "./custom_result.ts";
import { slotsAfter } from "./custom_slots.ts";
import { type Read, viewOf } from "./custom_view.ts";

type Custom = Node & { _tag: "Custom" };

/** A user's function, for each row by itself. */
// deno-lint-ignore require-yield
export async function* custom(node: Custom, before: Slots, at: At): Walk {
  const slots = await settleCanvas(at, before);
  const read: Read = {};
  for (const slot of node.reads) {
    const value = valueOf(slots, slot);
    if (value !== undefined) { read[slot] = await seen(slot, value, at); }
  }
  const results = new Map<number, HostResult>();
  for (const row of at.frame.rows) {
    const result = runRow(node, row, read, at);
    if (E.isLeft(result)) { return result; }
    results.set(row, result.right);
    at.batch.rows[row]!.nfe += node.nfe;
  }
  return E.right(slotsAfter(node, results, slots, at));
}

const valueOf = (slots: Slots, slot: Slot): Value | undefined =>
  slot === "block" ? slots.canvas : slot === "dist" ? slots.dist?.value : slots[slot];

/**
 * The numbers that the function gets. What is not a decision is computed in float64 on the host: the function may compare it, and must find
 * the same on every backend.
 */
const seen = async (slot: Slot, value: Value, at: At): Promise<Numbers> =>
  slot === "dist" || slot === "ar" || slot === "score"
    ? hostBackend.evaluate([value], at.batch.shape).arrays[0]!
    : await numbersOf(at, value);

const runRow = (node: Custom, row: number, read: Read, at: At): E.Either<RunError, HostResult> => {
  try {
    const result = node.stage.run(viewOf(node, row, read, at));
    const problem = resultProblem(node.leaves, result, at.batch.size[row]!, at.state.model.abilities);
    return problem === null ? E.right(result) : E.left({ _tag: "CustomFailed", stage: node.name, reason: problem });
  } catch (thrown) {
    return E.left({ _tag: "CustomFailed", stage: node.name, reason: reasonOf(thrown) });
  }
};
