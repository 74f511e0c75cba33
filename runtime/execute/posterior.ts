import type { Node } from "../../dsl/mod.ts";
import { lowerPosterior } from "../lower/posterior.ts";
import type { Slots } from "../lower/environment.ts";
import { type At, placeOf, type Walk } from "./at.ts";
import { reveal } from "./remember.ts";

/** Draws the block at the step's next level, and is there from now on. */
export async function* posterior(node: Node & { _tag: "Posterior" }, slots: Slots, at: At): Walk {
  const { rows, alphaT, alphaS } = at.frame;
  const drawn = lowerPosterior(node, slots, placeOf(at));
  for (const row of rows) { alphaT[row] = alphaS[row]!; }
  return yield* reveal(node, slots, drawn, at);
}
