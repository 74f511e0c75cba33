import { flow, pipe } from "fp-ts/lib/function.js";
import { linspace } from "../clock.ts";
import { blocks, denoise, guided } from "../control/mod.ts";
import type { Expression, Per } from "../expression/mod.ts";
import { from, open } from "../program.ts";
import type { Readable } from "../slots.ts";
import { commitBlock, correct, finish, noise, posterior } from "../stages/mod.ts";
import { type BlockSamplerOptions, think } from "./think.ts";

/** Which drafts look wrong, and at which steps to correct. */
export interface ArpcOptions<R extends Readable> extends BlockSamplerOptions {
  /** The score: `ar.nll`, `ar.gap`, `ar.entropy`, `divergence.*`, `dist.*` or `random`. */ readonly by: Expression<
    R,
    Per
  >;
  /** Correct every so many steps; 1 by default. */ readonly every?: number;
  /** Plain ancestral steps before the first correction; 0 by default. */ readonly warmup?: number;
}

/**
 * AR-informed predictor-corrector: drafts the block, lets the score say what looks wrong, re-noises that; 2N-1 NFE a block with AR scores.
 *
 * @see BlockGen (2606.02241), `ARThenARPCSampler`; precede it by `autoregressive({ upTo })` for its AR first block.
 */
export const arpc = <R extends Readable>(options: ArpcOptions<R>) => {
  const {
    size,
    steps,
    by,
    every = 1,
    warmup: after = 0,
    temperature = 1,
    schedule,
    timeEps,
    policy = "full",
    pick = "draw",
    ...place
  } = options;
  const corrected = flow(think(temperature), correct({ by, temperature }));
  const plain = flow(think(temperature), posterior());
  const each = every === 1 && after === 0 ? corrected : flow(from.noisy, guided({ every, after }, corrected, plain));
  const last = flow(think(temperature), finish({ pick }));
  const block = denoise(steps, { each, last, policy, clock: linspace(schedule, timeEps) });
  return blocks(size, pipe(open, noise(), block, commitBlock()), place);
};
