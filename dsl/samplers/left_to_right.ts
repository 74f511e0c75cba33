import { flow, pipe } from "fp-ts/lib/function.js";
import { linspace } from "../clock.ts";
import { blocks, type BlocksOptions, denoise } from "../control/mod.ts";
import { add, blockSize, equal, index, step, steps, subtract } from "../expression/mod.ts";
import { open } from "../program.ts";
import { threshold } from "../selection.ts";
import { commitBlock, draft, finish, noise, score, select, write } from "../stages/mod.ts";
import { think } from "./think.ts";

/**
 * Writes a noisy block token by token, left to right, from predictions of the whole block; it is committed when complete.
 *
 * @see BlockGen (2606.02241), `ARThenBlockSampler` with `ar_commit_every_step` false.
 */
export const leftToRight = (options: BlocksOptions & { readonly size: number; readonly temperature?: number }) => {
  const { size, temperature = 1, ...place } = options;
  const here = equal(index, add(step, subtract(blockSize, steps)));
  const one = flow(think(temperature), draft({ of: "prediction" }), score(here), select(threshold(1)), write());
  const last = flow(think(temperature), finish({ among: here }));
  const block = denoise(1, { each: one, last, policy: "perToken", clock: linspace(0) });
  return blocks(size, pipe(open, noise(), block, commitBlock()), place);
};
