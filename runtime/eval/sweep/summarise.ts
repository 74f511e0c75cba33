import { canonical } from "../../../dsl/interpreters/canonical.ts";
import { type Estimate, meanInterval } from "../metrics/mean_interval.ts";
import type { Cell } from "./cells.ts";
import { groupBy } from "./group.ts";
import type { SweepResult } from "./result.ts";

/** Results of cells that differ in their seed only, as one. */
export interface Summary {
  /** Of any of them; its seed says nothing. */ readonly cell: Cell;
  readonly texts: number;
  /** Function evaluations a block that ran. */ readonly nfe: number;
  /** Bits per character under the judge. */ readonly bits: Estimate;
  /** `exp` of nats per token of the judge over all texts, and half its interval, by the delta method. */
  readonly perplexity: Estimate;
  /** Entropy of the characters within a text, bits. */ readonly entropy: Estimate;
  /** Distinct 1- to 4-grams, on average. */ readonly distinct: readonly number[];
}

const sum = (values: readonly number[]): number => values.reduce((all, x) => all + x, 0);

/** Each text of some results, in the order of seeds and sample ids. */
export const textsOf = (
  results: readonly SweepResult[],
  measure: (text: { nats: number; tokens: number; characters: number; entropy: number }) => number,
): readonly number[] =>
  results.toSorted((a, b) => a.cell.seed - b.cell.seed).flatMap(({ perText }) =>
    perText.nats.map((nats, i) =>
      measure({ nats, tokens: perText.tokens[i]!, characters: perText.characters[i]!, entropy: perText.entropy[i]! })
    )
  );

/** Bits per character of a text. */
export const bitsOf = ({ nats, characters }: { nats: number; characters: number }): number =>
  nats / Math.LN2 / Math.max(1, characters);

const summaryOf = (results: readonly SweepResult[]): Summary => {
  const nats = textsOf(results, (text) => text.nats / text.tokens);
  const perplexity = Math.exp(
    sum(textsOf(results, (text) => text.nats)) / sum(textsOf(results, ({ tokens }) => tokens)),
  );
  return {
    cell: results[0]!.cell,
    texts: nats.length,
    nfe: sum(results.map((one) => one.nfe)) / results.length,
    bits: meanInterval(textsOf(results, bitsOf)),
    perplexity: { mean: perplexity, half: perplexity * meanInterval(nats).half },
    entropy: meanInterval(textsOf(results, ({ entropy }) => entropy)),
    distinct: [0, 1, 2, 3].map((n) => sum(results.map(({ distinct }) => distinct[n]!)) / results.length),
  };
};

/** All that cells of one group share. */
const keyOf = ({ cell }: SweepResult): string => canonical({ ...cell, seed: 0 });

/** Pools the seeds of each cell: the mean over all their texts, with its 95 % interval. */
export const summarise = (results: readonly SweepResult[]): readonly Summary[] =>
  groupBy(results, keyOf).map(summaryOf);
