import { flow } from "fp-ts/lib/function.js";
import { drafted, masked } from "../expression/mod.ts";
import { factor as byFactor } from "../selection.ts";
import { score, select, write } from "../stages/mod.ts";
import { guessRaw } from "./guess.ts";
import { unmaskUntilFull, type UntilFullOptions } from "./unmask.ts";

/** Knobs of Fast-dLLM's factor decoding. */
export interface FastDllmFactorOptions extends Omit<UntilFullOptions, "topP"> {
  /** 0 or more, larger keeps more drafts; 1 by default, 0 unmasks one at a time. */ readonly factor?: number;
}

/**
 * Fast-dLLM by a factor: keeps the `n` likeliest drafts, `n` being the largest with `c_n >= 1 - factor / (n + 1)`, and always one, until the
 * block is full: the more tokens at once, the surer each must be.
 *
 * NFE: from 1 to `size`, 32 by default, at temperature 0.
 *
 * @see Wu et al. 2025, Fast-dLLM (2505.22618), section 3.3, theorem 1.
 */
export const fastDllmFactor = ({ size = 32, factor = 1, ...rest }: FastDllmFactorOptions = {}) => {
  const sure = select(byFactor(factor, { among: masked }));
  const each = flow(guessRaw(rest.temperature), score(drafted.probability), sure, write());
  return unmaskUntilFull(each, { ...rest, size });
};
