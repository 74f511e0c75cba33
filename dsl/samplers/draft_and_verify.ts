import { flow } from "fp-ts/lib/function.js";
import { from } from "../program.ts";
import { accept, draft, predict, shape, verify, write } from "../stages/mod.ts";
import { unmaskUntilFull, type UntilFullOptions } from "./unmask.ts";

/**
 * Draft and verify, without loss: drafts all masks at once, asks the model left to right, and keeps the beginning that speculative sampling
 * accepts, so that the text follows the model's AR law exactly, however good the drafts are.
 *
 * NFE: two a pass, from 2 to twice `size` a block, 16 by default. Temperature 1 by default, of both predictions.
 *
 * @see Leviathan et al. 2023, speculative decoding (2211.17192).
 */
export const draftAndVerify = (
  { size = 16, temperature = 1, ...place }: Omit<UntilFullOptions, "topP"> = {},
) => {
  const guess = flow(from.noisy, predict(), shape({ temperature }), draft({ of: "prediction" }));
  return unmaskUntilFull(flow(guess, verify({ temperature }), accept(), write()), { ...place, size });
};
