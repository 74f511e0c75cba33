import { flow, pipe } from "fp-ts/lib/function.js";
import { firstHitting } from "../clock.ts";
import { blocks, denoise } from "../control/mod.ts";
import { masked, random } from "../expression/mod.ts";
import { from, open } from "../program.ts";
import { top } from "../selection.ts";
import { commitBlock, draft, finish, noise, predict, score, select, shape, write } from "../stages/mod.ts";
import type { WholeOptions } from "./whole.ts";

/**
 * First-hitting: jumps from reveal to reveal, `1 - alpha <- (1 - alpha) u^(1/m)` with `m` masks left, and unmasks one of them, chosen evenly.
 *
 * Ancestral sampling without its discrete time. The model is asked before the jump; one that looks at the time would be asked behind it.
 * NFE: one a free position. Nucleus 0.9 by default; `size` is `sequence` by default.
 *
 * @see Zheng et al. 2024 (2409.02908), section 4; BD3-LM (2503.09573), which samples so.
 */
export const firstHittingBlocks = (
  options: Pick<WholeOptions, "size" | "temperature" | "topP" | "schedule" | "upTo" | "prefix" | "stop"> = {},
) => {
  const { size = "sequence", temperature = 1, topP = 0.9, schedule, ...place } = options;
  const think = flow(from.noisy, predict(), shape({ temperature, topP, crossing: "drop" }));
  const each = flow(think, draft(), score(random), select(top(1, masked)), write());
  const last = flow(think, finish());
  const block = denoise(1, { each, last, policy: "perToken", clock: firstHitting(schedule) });
  return blocks(size, pipe(open, noise(), block, commitBlock()), place);
};
