import { flow, pipe } from "fp-ts/lib/function.js";
import { linspace } from "../clock.ts";
import { blocks, type BlocksOptions, denoise } from "../control/mod.ts";
import { frozen, index, less, maximum, memory, negate, not, smallest } from "../expression/mod.ts";
import { open } from "../program.ts";
import { top } from "../selection.ts";
import { commitBlock, draft, finish, noise, remember, score, select, write } from "../stages/mod.ts";
import { think } from "./think.ts";

/** The positions that are still to be written: free, and not written yet. */
const ahead = not(maximum(frozen, memory("written")));
/** Those up to the first of them, once it is written. */
const upToNext = not(less(smallest(index, ahead), index));

/**
 * Writes a noisy block token by token, left to right, from predictions of the whole block; it is committed when complete.
 *
 * @see BlockGen (2606.02241), `ARThenBlockSampler` with `ar_commit_every_step` false.
 */
export const leftToRight = (options: BlocksOptions & { readonly size: number; readonly temperature?: number }) => {
  const { size, temperature = 1, ...place } = options;
  const one = flow(
    think(temperature),
    draft({ of: "prediction" }),
    score(negate(index)),
    select(top(1, ahead)),
    write(),
  );
  const each = flow(one, remember("written", maximum(memory("written"), upToNext)));
  const last = flow(think(temperature), finish({ among: ahead }));
  const block = denoise(1, { each, last, policy: "perToken", clock: linspace(0) });
  return blocks(size, pipe(open, noise(), block, commitBlock()), place);
};
