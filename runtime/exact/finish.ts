import * as E from "fp-ts/lib/Either.js";
import type { Pick } from "../../dsl/mod.ts";
import { cleanOf, kindOf, sure } from "./draws.ts";
import type { ExactError } from "./errors.ts";
import { evaluate } from "./evaluate.ts";
import { drawFree, type LeafOf, type Move, viewOf, type World } from "./move.ts";
import type { Place } from "./place.ts";
import { type Outcome, type RunState, surely } from "./state.ts";

/** The canvas as it is, if no mask is left on it. */
const kept = (world: World, state: RunState, place: Place): E.Either<ExactError, readonly Outcome[]> => {
  const mask = state.canvas!.findIndex((token) => world.process === "absorbing" && token === world.vocabulary);
  return mask < 0 ? E.right(surely(state)) : E.left({ _tag: "MaskLeft", row: 0, position: place.start + mask });
};

/** Ends a block: by the prediction, or with the canvas as it is. */
export const finish = (node: LeafOf<"Finish">, world: World): Move => {
  const { pick } = node;
  return pick === "keep"
    ? (state, place) => Promise.resolve(kept(world, state, place))
    : drawn({ ...node, pick }, world);
};

const drawn = (node: LeafOf<"Finish"> & { pick: Pick }, world: World): Move =>
  drawFree(node._tag, world, (state, place) => {
    const { logs, kind } = state.dist!;
    const view = viewOf(world, state, place);
    return (i) =>
      evaluate(node.among, view, i) === 0
        ? sure(state.canvas![i]!)
        : cleanOf(world.process, kindOf(node.assume, kind), node.pick, logs[i]!, state.canvas![i]!, place.alphaT);
  }, (state, tokens) => ({ ...state, canvas: tokens, dist: null }));
