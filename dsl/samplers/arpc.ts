import { flow } from "fp-ts/lib/function.js";
import { guided } from "../control/mod.ts";
import type { Expression, Per } from "../expression/mod.ts";
import { from } from "../program.ts";
import type { Readable } from "../slots.ts";
import { correct, finish, posterior } from "../stages/mod.ts";
import { type BlockSamplerOptions, think } from "./think.ts";
import { inUpdates } from "./whole.ts";

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
  const { by, every = 1, warmup: after = 0, ...rest } = options;
  const { temperature = 1, pick = "draw" } = rest;
  const corrected = flow(think(temperature), correct({ by, temperature }));
  const plain = flow(think(temperature), posterior());
  const each = every === 1 && after === 0 ? corrected : flow(from.noisy, guided({ every, after }, corrected, plain));
  return inUpdates(each, flow(think(temperature), finish({ pick })), rest);
};
