import { flow } from "fp-ts/lib/function.js";
import type { Assume } from "../node.ts";
import { from } from "../program.ts";
import { finish, posterior, predict, shape } from "../stages/mod.ts";
import { inUpdates, type WholeOptions } from "./whole.ts";

/** Ancestral sampling that reads the prediction in one way, whatever the model declares. */
export const assuming = (assume: Assume, options: WholeOptions & { readonly steps: number }) => {
  const { temperature = 1, topP = 1, pick = "draw" } = options;
  const think = flow(from.noisy, predict(), shape({ temperature, topP }));
  return inUpdates(flow(think, posterior({ assume })), flow(think, finish({ assume, pick })), options);
};
