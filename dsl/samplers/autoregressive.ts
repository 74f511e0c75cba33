import { flow, pipe } from "fp-ts/lib/function.js";
import { blocks, type BlocksOptions } from "../control/mod.ts";
import type { Pick } from "../node.ts";
import { open } from "../program.ts";
import { commitBlock, finish, noise } from "../stages/mod.ts";
import { think } from "./think.ts";

/**
 * Autoregression: blocks of one token from pure noise, one function evaluation each.
 *
 * @param options.temperature 1 by default. @param options.pick `draw` by default, `argmax` is greedy decoding.
 * @see BlockGen (2606.02241), block size 1.
 */
export const autoregressive = (
  options: BlocksOptions & { readonly temperature?: number; readonly pick?: Pick } = {},
) => {
  const { temperature = 1, pick = "draw", ...place } = options;
  return blocks(1, pipe(open, noise(), flow(think(temperature), finish({ pick })), commitBlock()), place);
};
