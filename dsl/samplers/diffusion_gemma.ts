import { flow, pipe } from "fp-ts/lib/function.js";
import { blocks, type BlocksOptions, fragment, until } from "../control/mod.ts";
import {
  add,
  dist,
  divide,
  equal,
  frozen,
  less,
  mean,
  memory,
  multiply,
  negate,
  not,
  smallest,
  step,
  subtract,
} from "../expression/mod.ts";
import { from, open } from "../program.ts";
import { budget, except } from "../selection.ts";
import { commitBlock, draft, finish, noise, predict, remember, renoise, score, select, shape } from "../stages/mod.ts";

/** Knobs of DiffusionGemma's sampler. */
export interface DiffusionGemmaOptions extends BlocksOptions {
  /** Positions of a block; 256 by default. */ readonly size?: number | "sequence";
  /** Most updates of a block; 48 by default. */ readonly steps?: number;
  /** Nats, 0 or more; 0.1 by default. */ readonly gamma?: number;
  /** Mean entropy below which a block may end, nats; 0.005 by default. */ readonly calm?: number;
}

const stable = smallest(memory("same"), not(frozen));
// One more than the token: a memory that starts at 0 is no token, so that no block is stable at its first update.
const token = add(dist.argmax, 1);

/**
 * Entropy-bound renoising of DiffusionGemma: keeps the drafts within an entropy budget over all positions, draws the rest of the block
 * from the prior again; ends when the most probable tokens stay the same and the mean entropy is low, with the most probable tokens.
 *
 * The temperature falls from 0.8 to 0.4. NFE: from 2 to `steps + 1`; the block ends on a prediction of its own.
 *
 * @see `generation_diffusion_gemma.py` of the library transformers.
 */
export const diffusionGemma = (
  { size = 256, steps = 48, gamma = 0.1, calm = 0.005, ...place }: DiffusionGemmaOptions = {},
) => {
  const temperature = add(0.4, divide(multiply(0.4, subtract(steps, step)), steps));
  const watch = flow(
    from.predicted,
    remember("same", equal(token, memory("token"))),
    remember("token", token),
    remember("entropy", dist.entropy),
  );
  const think = flow(from.noisy, predict({ self: true }), shape({ temperature }), fragment(watch));
  const sure = select(except(budget(gamma, dist.entropy)));
  const each = flow(think, draft({ of: "prediction" }), score(negate(dist.entropy)), sure, renoise());
  const settled = multiply(equal(stable, 1), less(mean(memory("entropy"), not(frozen)), calm));
  const last = flow(from.noisy, predict({ self: true }), finish({ pick: "argmax" }));
  return blocks(
    size,
    pipe(open, noise(), until(settled, { atMost: steps }, each), fragment(last), commitBlock()),
    place,
  );
};
