import { canonical } from "../../../dsl/interpreters/canonical.ts";
import { type Estimate, meanInterval, ratioInterval } from "../metrics/mean_interval.ts";
import type { Cell } from "./cells.ts";
import { groupBy } from "./group.ts";
import type { SweepResult } from "./result.ts";

/** Results of cells that differ in their seed only, as one. */
export interface Summary {
  /** Of any of them; its seed says nothing. */ readonly cell: Cell;
  /** Texts that the judge scored. */ readonly texts: number;
  /** Texts in which it had nothing to score; they count for nothing. */ readonly empty: number;
  /** Function evaluations a block that ran. */ readonly nfe: number;
  /** Bits per character under the judge, a mean over texts; NaN, as all that follows, where no text has a score. */ readonly bits:
    Estimate;
  /**
   * `exp` of nats per token of the judge over all texts, and half its interval, by the delta method. The interval is that of the
   * logarithm: from `mean exp(-half / mean)` to `mean exp(half / mean)`.
   */
  readonly perplexity: Estimate;
  /** Entropy of the characters within a text, bits. */ readonly entropy: Estimate;
  /** Distinct 1- to 4-grams, on average. */ readonly distinct: readonly number[];
}

const sum = (values: readonly number[]): number => values.reduce((all, x) => all + x, 0);

/** A text of a result. */
export interface MeasuredText {
  readonly nats: number;
  readonly tokens: number;
  readonly characters: number;
  readonly entropy: number;
}

/** Each text of some results, in the order of seeds and sample ids. */
export const textsOf = <A = number>(
  results: readonly SweepResult[],
  measure: (text: MeasuredText) => A,
): readonly A[] =>
  results.toSorted((a, b) => a.cell.seed - b.cell.seed).flatMap(({ perText }) =>
    perText.nats.map((nats, i) =>
      measure({ nats, tokens: perText.tokens[i]!, characters: perText.characters[i]!, entropy: perText.entropy[i]! })
    )
  );

/** Bits per character of a text; NaN where no character has a score, which is no text of 0 bits. */
export const bitsOf = ({ nats, characters }: Pick<MeasuredText, "nats" | "characters">): number =>
  characters === 0 ? NaN : nats / Math.LN2 / characters;

/** A mean over the texts that have a score, as all else is; NaN where none has. */
const distinctOf = (results: readonly SweepResult[], n: number): number => {
  const some = results.flatMap(({ distinct, perText }) => {
    const [share, texts] = [distinct[n] ?? null, perText.tokens.filter((tokens) => tokens > 0).length];
    return share === null ? [] : [{ share, texts }];
  });
  return sum(some.map(({ share, texts }) => share * texts)) / sum(some.map(({ texts }) => texts));
};

const summaryOf = (results: readonly SweepResult[]): Summary => {
  const all = textsOf(results, (text) => text);
  const scored = all.filter(({ tokens }) => tokens > 0);
  const { mean: nats, half } = ratioInterval(scored.map((text) => [text.nats, text.tokens]));
  return {
    cell: results[0]!.cell,
    texts: scored.length,
    empty: all.length - scored.length,
    nfe: sum(results.map((one) => one.nfe)) / results.length,
    bits: meanInterval(scored.map(bitsOf).filter(Number.isFinite)),
    perplexity: { mean: Math.exp(nats), half: Math.exp(nats) * half },
    entropy: meanInterval(scored.map(({ entropy }) => entropy)),
    distinct: [0, 1, 2, 3].map((n) => distinctOf(results, n)),
  };
};

/** All that cells of one group share. */
const keyOf = ({ cell }: SweepResult): string => canonical({ ...cell, seed: 0 });

/** Pools the seeds of each cell: the mean over all their texts, with its 95 % interval. */
export const summarise = (results: readonly SweepResult[]): readonly Summary[] =>
  groupBy(results, keyOf).map(summaryOf);
