import * as E from "fp-ts/lib/Either.js";
import type { Node, Prediction, Process } from "../../dsl/mod.ts";
import { type Drawn, independentDraws, sure } from "./draws.ts";
import type { ExactError } from "./errors.ts";
import type { View } from "./features.ts";
import { type Place, positionsOf } from "./place.ts";
import type { Predictions } from "./predictions.ts";
import type { Probabilities } from "./posterior.ts";
import type { Outcome, RunState } from "./state.ts";
import type { Intern } from "./table.ts";

/** What stages need besides state and place. */
export interface World {
  readonly process: Process;
  readonly vocabulary: number;
  readonly prediction: Prediction;
  readonly predictions: Predictions;
  readonly intern: Intern;
  /** Most states at a time. */ readonly limit: number;
}

/** An instruction without a body. */
export type Leaf = Exclude<Node, { _tag: "Denoise" | "When" | "Repeat" | "Until" | "Blocks" | "Named" }>;
/** One of them. */
export type LeafOf<T extends Leaf["_tag"]> = Extract<Leaf, { _tag: T }>;

/** All that one state may become, or why that is not known. */
export type Move = (state: RunState, place: Place) => Promise<E.Either<ExactError, readonly Outcome[]>>;
/** The same of an instruction that asks no model. */
export type Sure = (state: RunState, place: Place) => readonly Outcome[];
/** The same of one that may become too much. */
export type Draw = (state: RunState, place: Place) => E.Either<ExactError, readonly Outcome[]>;

/** As a move. */
export const move = (sure: Sure): Move => (state, place) => Promise.resolve(E.right(sure(state, place)));
/** As a move. */
export const drawing = (draw: Draw): Move => (state, place) => Promise.resolve(draw(state, place));

/** What formulas see of a state. */
export const viewOf = (world: World, state: RunState, place: Place): View => ({
  state,
  place,
  vocabulary: world.vocabulary,
});

const given = (state: RunState, place: Place, i: number): number => state.row[place.start + i]!;

/** A stage that draws every position that is not frozen (frozen ones hold their token): its laws, and the state behind each block. */
export const drawFree = (
  stage: Leaf["_tag"],
  { limit }: World,
  laws: (state: RunState, place: Place) => (i: number) => Probabilities,
  after: (state: RunState, tokens: readonly number[]) => RunState,
): Move =>
  drawing((state, place) => {
    const law = laws(state, place);
    const positions = positionsOf(place).map((i) => (place.frozen[i] ? sure(given(state, place, i)) : law(i)));
    return E.map((all: readonly Drawn[]) => all.map(({ tokens, weight }) => ({ weight, state: after(state, tokens) })))(
      independentDraws(positions, { stage, limit }),
    );
  });
