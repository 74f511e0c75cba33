import { flow, pipe } from "fp-ts/lib/function.js";
import { linspace } from "../clock.ts";
import { blocks, type BlocksOptions, denoise } from "../control/mod.ts";
import { add, equal, frozen, index, less, memory, multiply, not, smallest } from "../expression/mod.ts";
import { open } from "../program.ts";
import { threshold } from "../selection.ts";
import { commitBlock, draft, finish, noise, remember, score, select, write } from "../stages/mod.ts";
import { think } from "./think.ts";

/** How far the block is written: the index behind the last written token, at every position. */
const written = memory("written");
/** The free positions that are still to be written. */
const ahead = multiply(not(frozen), not(less(index, written)));
const next = smallest(index, ahead);

/**
 * Writes a noisy block token by token, left to right, from predictions of the whole block; it is committed when complete.
 *
 * @see BlockGen (2606.02241), `ARThenBlockSampler` with `ar_commit_every_step` false.
 */
export const leftToRight = (options: BlocksOptions & { readonly size: number; readonly temperature?: number }) => {
  const { size, temperature = 1, ...place } = options;
  const here = multiply(ahead, equal(index, next));
  const one = flow(think(temperature), draft({ of: "prediction" }), score(here), select(threshold(1)), write());
  const each = flow(one, remember("written", add(next, 1)));
  const last = flow(think(temperature), finish({ among: ahead }));
  const block = denoise(1, { each, last, policy: "perToken", clock: linspace(0) });
  return blocks(size, pipe(open, noise(), block, commitBlock()), place);
};
