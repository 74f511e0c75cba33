import { flow } from "fp-ts/lib/function.js";
import { repeat } from "../control/mod.ts";
import {
  add,
  alphaS,
  dist,
  divide,
  drafted,
  type Expression,
  log,
  multiply,
  negate,
  type Operand,
  type Per,
  random,
  subtract,
  vocabulary,
  where,
} from "../expression/mod.ts";
import type { Assume } from "../node.ts";
import { from } from "../program.ts";
import { top } from "../selection.ts";
import { draft, finish, posterior, predict, redraw, score, select, shape, toLoo } from "../stages/mod.ts";
import { withGumbel } from "./gumbel.ts";
import { inUpdates, type WholeOptions } from "./whole.ts";

/** Knobs of the leave-one-out corrector. */
export interface LooGibbsOptions extends WholeOptions {
  /** Corrections behind each update; 1 by default (in diffusers 0), 0 is ancestral sampling. */ readonly sweeps?:
    number;
  /** Positions redrawn by each of them; 1 by default. */ readonly count?: number;
  /** Which: those whose token is the least ahead of the others (the default), or any. */ readonly order?:
    | "margin"
    | "random";
  /** Gumbel noise on the order, 0 takes the least ahead; 1 by default. */ readonly pickTemperature?: number;
  /** Read predictions as `full` or `loo` whatever the model declares. */ readonly assume?: Assume;
}

/** Conditional law of a token at the step's level: `alphaS p + (1 - alphaS) / V`. */
const level = <E extends Operand>(p: E) => add(multiply(alphaS, p), divide(subtract(1, alphaS), vocabulary));
/** The most probable token besides the one on the canvas; the draft is the most probable one. */
const other = where(drafted.changed, dist.confidence, subtract(dist.confidence, dist.margin));
const margin = subtract(log(level(dist.current)), log(level(other)));

/**
 * Ancestral sampling of uniform noise with Gibbs updates behind each step: some positions are drawn again from `alphaS loo + (1 - alphaS) / V`,
 * the law of a token given all others at that level.
 *
 * One position an update, chosen at random, leaves the law of the level as it is where the prediction is exact, at temperature 1. NFE: `steps` and `sweeps` more
 * for each update but the last; 32 updates by default.
 *
 * @see Gibbs corrector for uniform diffusion (2605.22765); `DiscreteDDIMScheduler` of diffusers; informed correctors (2407.21243).
 */
export const looGibbs = (
  { steps = 32, sweeps = 1, count = 1, order = "margin", pickTemperature = 1, assume = "declared", ...options }:
    LooGibbsOptions = {},
) => {
  const { temperature = 1, topP = 1, pick = "draw" } = options;
  const think = flow(from.noisy, predict(), shape({ temperature, topP }));
  const guess = flow(
    from.noisy,
    predict(),
    toLoo({ assume }),
    shape({ temperature, topP }),
    draft({ of: "prediction", pick: "argmax" }),
  );
  const by: Expression<"dist" | "draft", Per> = order === "random"
    ? random
    : withGumbel(negate(margin), pickTemperature);
  const sweep = flow(guess, score(by), select(top(count)), draft({ of: "prediction" }), redraw());
  const each = flow(think, posterior({ assume }), repeat(sweeps, sweep));
  return inUpdates(each, flow(think, finish({ pick, assume })), { ...options, steps });
};
