import { pipe } from "fp-ts/lib/function.js";
import { linspace } from "../clock.ts";
import { blocks, denoise } from "../control/mod.ts";
import { type Noisy, open, type Program } from "../program.ts";
import { commitBlock, noise } from "../stages/mod.ts";
import type { BlockSamplerOptions } from "./think.ts";

/** Knobs of samplers that publications run on the whole sequence: all of them have defaults, and blocks may be given. */
export interface WholeOptions extends Partial<BlockSamplerOptions> {
  /**
   * Mass of the nucleus, in (0, 1]; 1 keeps every token. The token that crosses it stays, but for the samplers of MDLM, ReMDM and BD3-LM,
   * which drop it as their publications do.
   */
  readonly topP?: number;
}

type From<B extends "noisy" | "clean", C> = (start: Noisy) => Program<{ readonly block: B }, C>;

/** A sampler of `steps` updates at equally spaced times, the last of which ends the block: the whole row, unless `size` says less. */
export const inUpdates = <C, D>(
  each: From<"noisy", C>,
  last: From<"clean", D>,
  options: WholeOptions & { readonly steps: number },
) => {
  const { size = "sequence", steps, schedule, timeEps, policy = "full", ...rest } = options;
  const { temperature: _, topP: __, pick: ___, ...place } = rest;
  const block = denoise(steps, { each, last, policy, clock: linspace(schedule, timeEps) });
  return blocks(size, pipe(open, noise(), block, commitBlock()), place);
};
