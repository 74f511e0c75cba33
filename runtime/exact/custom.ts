import * as E from "fp-ts/lib/Either.js";
import type { HostResult, HostView, Node, Slot } from "../../dsl/mod.ts";
import type { ExactError } from "./errors.ts";
import type { Place } from "./place.ts";
import type { RunState } from "./state.ts";
import type { Move, World } from "./stages.ts";

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

const after = (node: Custom, world: World, state: RunState, place: Place, result: HostResult): RunState => {
  const { canvas, dist, draft, ar, score, picked } = result;
  const dropped = Object.fromEntries(node.spends.filter((slot) => slot !== "block").map((slot) => [slot, null]));
  return {
    ...state,
    ...dropped,
    ...(canvas === undefined ? {} : { canvas: keepFrozen(canvas, state, place) }),
    ...(dist === undefined
      ? {}
      : { dist: world.intern(dist, state.dist?.kind ?? world.prediction, state.dist?.visible ?? "raw") }),
    ...(draft === undefined ? {} : { draft: keepFrozen(draft, state, place) }),
    ...(ar === undefined ? {} : { ar: world.intern(ar, "full", "raw") }),
    ...(score === undefined ? {} : { score }),
    ...(picked === undefined ? {} : { picked }),
    calls: state.calls + node.nfe,
  };
};

/** A stage of the user, by the distribution that it states itself. */
export const custom = (node: Custom, world: World): Move => (state, place) => {
  const { outcomes } = node.stage;
  const refusal: ExactError = {
    _tag: "NotEnumerable",
    stage: `the custom stage ${JSON.stringify(node.name)}`,
    reason: "it does not state its outcomes",
  };
  if (outcomes === undefined) return Promise.resolve(E.left(refusal));
  return Promise.resolve(E.tryCatch(
    () =>
      outcomes(viewFor(node, world, state, place)).map(({ probability, result }) => ({
        weight: probability,
        state: after(node, world, state, place, result),
      })),
    (cause): ExactError => ({
      _tag: "CustomFailed",
      stage: node.name,
      reason: cause instanceof Error ? cause.message : String(cause),
    }),
  ));
};
