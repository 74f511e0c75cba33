import { flow, pipe } from "fp-ts/lib/function.js";
import {
  ar,
  autoregressive,
  blocks,
  commitBlock,
  correct,
  denoise,
  finish,
  from,
  noise,
  open,
  posterior,
  predict,
  type Program,
  shape,
} from "../../dsl/mod.ts";

/** A sampler of the show. */
export interface Act {
  readonly name: string;
  readonly program: Program;
}

/** Positions of a block. */
export const blockSize = 16;

/** The two samplers of the README: they differ in one line. */
export const acts = (steps: number, temperature: number): readonly [Act, Act] => {
  const think = flow(from.noisy, predict(), shape({ temperature }));
  const last = flow(think, finish());
  const ancestral = denoise(steps, { each: flow(think, posterior()), last });
  const arpc = denoise(steps, { each: flow(think, correct({ by: ar.nll })), last });
  return [
    { name: "ancestral", program: blocks(blockSize, pipe(open, noise(), ancestral, commitBlock())) },
    { name: "arpc", program: blocks(blockSize, pipe(open, noise(), arpc, commitBlock())) },
  ];
};

/** One token after the other: what the model itself would write at a temperature, and what blocks are measured against. */
export const oneByOne = (temperature: number): Act => ({
  name: "one by one",
  program: autoregressive({ temperature }),
});
