import * as E from "fp-ts/lib/Either.js";
import type { HostOutcome, HostResult, HostView, Node, Slot } from "../../dsl/mod.ts";
import { resultProblem } from "../execute/custom_result.ts";
import { reasonOf } from "../thrown.ts";
import type { ExactError } from "./errors.ts";
import type { Place } from "./place.ts";
import type { RunState } from "./state.ts";
import type { Move, World } from "./move.ts";
import { normalise } from "./vector.ts";

type Custom = Extract<Node, { _tag: "Custom" }>;
type Seen = Omit<HostView, "uniform">;

const viewFor = (node: Custom, world: World, state: RunState, place: Place): Seen => {
  const has = (slot: Slot) => node.reads.includes(slot);
  return {
    canvas: [...state.canvas!],
    frozen: place.frozen,
    ...(has("dist") ? { dist: state.dist!.logs } : {}),
    ...(has("ar") ? { ar: state.ar!.logs } : {}),
    ...(has("draft") ? { draft: state.draft! } : {}),
    ...(has("score") && Array.isArray(state.score) ? { score: state.score as readonly number[] } : {}),
    ...(has("picked") ? { picked: state.picked! } : {}),
    context: state.row.slice(0, place.start),
    start: place.start,
    vocabulary: world.vocabulary,
    step: place.step,
    steps: place.steps,
    alphaT: place.alphaT,
    alphaS: place.alphaS,
  };
};

const keepFrozen = (tokens: readonly number[], state: RunState, place: Place): readonly number[] =>
  tokens.map((token, i) => (place.frozen[i] ? state.row[place.start + i]! : token));

/** What the stage declares to leave; of what else it returns nothing is taken. */
const declared = (node: Custom, result: HostResult): HostResult =>
  Object.fromEntries(node.leaves.map((slot) => slot === "block" ? "canvas" : slot).map((name) => [name, result[name]]));

const after = (node: Custom, world: World, state: RunState, place: Place, result: HostResult): RunState => {
  const { canvas, dist, draft, ar, score, picked } = declared(node, result);
  const dropped = Object.fromEntries(node.spends.filter((slot) => slot !== "block").map((slot) => [slot, null]));
  return {
    ...state,
    ...dropped,
    ...(canvas === undefined ? {} : { canvas: keepFrozen(canvas, state, place) }),
    ...(dist === undefined
      ? {}
      : { dist: world.intern(dist.map(normalise), state.dist?.kind ?? "unknown", state.dist?.visible ?? "carryOver") }),
    ...(draft === undefined ? {} : { draft: keepFrozen(draft, state, place) }),
    ...(ar === undefined ? {} : { ar: world.intern(ar.map(normalise), "full", "raw") }),
    ...(score === undefined ? {} : { score }),
    ...(picked === undefined ? {} : { picked }),
    calls: state.calls + node.nfe,
  };
};

/** What is wrong with outcomes, in a sentence: as `run` says it of one result, and their probabilities must add up to 1. */
const outcomesProblem = (node: Custom, outcomes: readonly HostOutcome[], world: World, size: number): string | null => {
  const total = outcomes.reduce((sum, { probability }) => sum + probability, 0);
  if (!(Math.abs(total - 1) <= 1e-6)) return `the probabilities of its outcomes must add up to 1: found ${total}`;
  if (outcomes.some(({ probability }) => probability < 0)) return "a probability of its outcomes is negative";
  return outcomes.map(({ result }) => resultProblem(node.leaves, result, size, world)).find((why) => why !== null) ??
    null;
};

/** A stage of the user, by the distribution that it states itself. */
export const custom = (node: Custom, world: World): Move => (state, place) => {
  const { outcomes } = node.stage;
  const refused = (error: ExactError) => Promise.resolve(E.left(error));
  const stage = `the custom stage ${JSON.stringify(node.name)}`;
  if (outcomes === undefined)
    return refused({ _tag: "NotEnumerable", stage, reason: "it does not state its outcomes" });
  const failed = (reason: string) => refused({ _tag: "CustomFailed", stage: node.name, reason });
  try {
    const found = outcomes(viewFor(node, world, state, place));
    const problem = outcomesProblem(node, found, world, place.size);
    if (problem !== null) return failed(problem);
    return Promise.resolve(E.right(found.map(({ probability, result }) => ({
      weight: probability,
      state: after(node, world, state, place, result),
    }))));
  } catch (thrown) {
    return failed(reasonOf(thrown));
  }
};
