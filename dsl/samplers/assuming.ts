import { flow, pipe } from "fp-ts/lib/function.js";
import { linspace } from "../clock.ts";
import { blocks, denoise } from "../control/mod.ts";
import type { Assume } from "../node.ts";
import { from, open } from "../program.ts";
import { commitBlock, finish, noise, posterior, predict, shape } from "../stages/mod.ts";
import type { WholeOptions } from "./whole.ts";

/** Ancestral sampling that reads the prediction in one way, whatever the model declares. */
export const assuming = (assume: Assume, options: WholeOptions & { readonly steps: number }) => {
  const { size = "sequence", steps, temperature = 1, topP = 1, ...rest } = options;
  const { schedule, timeEps, policy = "full", pick = "draw", ...place } = rest;
  const think = flow(from.noisy, predict(), shape({ temperature, topP }));
  const each = flow(think, posterior({ assume }));
  const last = flow(think, finish({ assume, pick }));
  const block = denoise(steps, { each, last, policy, clock: linspace(schedule, timeEps) });
  return blocks(size, pipe(open, noise(), block, commitBlock()), place);
};
