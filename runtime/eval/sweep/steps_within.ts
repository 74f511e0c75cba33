import { buildSampler, cost, type SamplerEntry, type SamplerSettings } from "../../../dsl/mod.ts";
import { inBlocks } from "./in_blocks.ts";

/** What a sampler may spend. */
export interface Budget {
  /** Function evaluations a block, at most. */ readonly nfe: number;
  /** Positions of a block. */ readonly block: number;
  /** Tokens of a text, a multiple of the block. */ readonly length: number;
}

/** Function evaluations a block of a sampler with these knobs, at its highest. */
export const nfePerBlock = (
  entry: SamplerEntry,
  settings: Partial<SamplerSettings>,
  { block, length }: Pick<Budget, "block" | "length">,
): number => cost(inBlocks(buildSampler(entry, settings), block), { length }).most * block / length;

/** The most steps whose cost fits into a budget; null where not even one does. More steps never cost less. */
export const stepsWithin = (
  entry: SamplerEntry,
  settings: Partial<SamplerSettings>,
  budget: Budget,
): number | null => {
  const fits = (steps: number): boolean => nfePerBlock(entry, { ...settings, steps }, budget) <= budget.nfe;
  let [fitting, over] = [0, Math.max(2, Math.ceil(budget.nfe) + 1)];
  while (over - fitting > 1) {
    const middle = Math.floor((fitting + over) / 2);
    if (fits(middle)) { fitting = middle; }
    else { over = middle; }
  }
  return fitting === 0 ? null : fitting;
};
