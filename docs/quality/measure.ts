import { samplerNamed } from "../../dsl/mod.ts";
import {
  bitsPerCharacter,
  distinct,
  type Estimate,
  meanInterval,
  unigramEntropy,
} from "../../runtime/eval/metrics/mod.ts";
import { sample } from "../../runtime/mod.ts";
import { type Cell, programOf } from "./cells.ts";
import { oracleFor } from "./oracle.ts";
import { remembering } from "../../runtime/eval/sweep/remembering.ts";
import { backend, block, type Scale, seed } from "./setting.ts";

/** What was found, over texts that a program made; means with 95 % intervals. */
export interface Measured {
  /** Function evaluations a block, on average. */ readonly nfe: number;
  /** Exact cross-entropy, bits per character. */ readonly bits: Estimate;
  /** Entropy of the characters within a text, bits. */ readonly entropy: Estimate;
  /** Distinct 1- to 4-grams over all of a text. */ readonly distinct: readonly number[];
}

/** A cell with its numbers. */
export interface Measurement extends Cell, Measured {
  readonly rows: number;
  readonly length: number;
}

/** Runs one cell: the same numbers every time. */
export const measure = async (cell: Cell, { rows, length }: Pick<Scale, "rows" | "length">): Promise<Measured> => {
  const oracle = await oracleFor(cell.process, cell.prediction);
  const program = programOf(samplerNamed(cell.sampler)!, cell.settings);
  const result = await sample(program, remembering(oracle), { length, rows, seed, backend });
  const texts = result.rows.map(({ tokens }) => tokens);
  const over = (metric: (tokens: readonly number[]) => number): Estimate => rounded(meanInterval(texts.map(metric)));
  return {
    nfe: round(result.nfe / rows / (length / block)),
    bits: over((tokens) => bitsPerCharacter(oracle, tokens)),
    entropy: over(unigramEntropy),
    distinct: [1, 2, 3, 4].map((n) => over((tokens) => distinct(tokens, n)).mean),
  };
};

/** Four places are more than the intervals warrant. */
const round = (x: number): number => Math.round(x * 1e4) / 1e4;
const rounded = ({ mean, half }: Estimate): Estimate => ({ mean: round(mean), half: round(half) });
