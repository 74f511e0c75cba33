import { type Likelihood, likelihood, type LikelihoodOptions } from "../eval/likelihood/likelihood.ts";
import type { Scorer } from "../eval/likelihood/scorer.ts";
import { behindPrompts, givenPrompts } from "./given_prompts.ts";

/** Held-out rows, and how their characters are counted. */
export interface HeldOutRows {
  /** `[row][position]`. */ readonly x0: Int32Array;
  /** Tokens of a row. */ readonly length: number;
  /** In data of examples: the token that ends a prompt. */ readonly separator: number | undefined;
  readonly charactersOf: (tokens: Int32Array) => number;
}

/** What a model makes of held-out rows; prompts are given to it, and nothing of them counts. */
export const rowsLikelihood = (
  scorer: Scorer,
  { x0, length, separator, charactersOf }: HeldOutRows,
  options: LikelihoodOptions,
): Promise<Likelihood> => {
  const counted = behindPrompts(x0, length, separator);
  const rows = { x0, length, characters: charactersOf(counted), counted: counted.length };
  return likelihood(givenPrompts(scorer, separator), rows, options);
};
