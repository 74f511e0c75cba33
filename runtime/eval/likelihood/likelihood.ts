import type { Mixture } from "../../train/mixture.ts";
import { jensenBound, logSumExpBound } from "../../train/objectives/mixture_bound.ts";
import { type BoundOptions, boundsAt, type Rows } from "./bounds.ts";
import type { Scorer } from "./scorer.ts";

/** A number of nats for a whole text, and what it is a token and a character. */
export interface TextBound {
  /** Of the whole text. */ readonly nats: number;
  readonly natsPerToken: number;
  readonly bitsPerCharacter: number;
}

/** The bound at one block size. */
export interface SizeBound extends TextBound {
  readonly blockSize: number;
  /** True for block size 1: no bound, but the value. */ readonly exact: boolean;
  /** Of `bitsPerCharacter`, from independent draws; null with fewer than two. */ readonly standardError: number | null;
}

/** What a model makes of a text. */
export interface Likelihood {
  readonly tokens: number;
  readonly characters: number;
  readonly sizes: readonly SizeBound[];
  /** Bounds of the mixture of block sizes, if one was asked for. */
  readonly mixture: { readonly logSumExp: TextBound; readonly jensen: TextBound } | null;
}

/** What is measured. */
export interface LikelihoodOptions extends BoundOptions {
  /** Block sizes; 1 is AR. Those of `mixture` are added. */ readonly blockSizes: readonly number[];
  /** Of which the bounds are wanted. */ readonly mixture?: Mixture;
  /** Rows that one component of the mixture is taken to generate together (default: `batch`, as the paper does). */
  readonly unit?: number;
}

const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
const total = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, x) => sum + x, 0);

/** Standard error of the mean of independent numbers. */
const standardError = (values: readonly number[]): number => {
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, x) => sum + (x - middle) ** 2, 0) / (values.length - 1) / values.length);
};

/**
 * Likelihood of a text under a model: exact in AR mode (block size 1), by the ELBO at larger blocks, and by the two bounds of a mixture
 * of block sizes, in nats and in bits per character.
 *
 * @param rows `characters` of the text that the rows encode; `counted` of their tokens where not all of them count.
 * @see BlockGen (2606.02241), validation: `elbo`, `log-sum-exp-k`, `jensen-k`.
 */
export async function likelihood(
  scorer: Scorer,
  rows: Rows & { readonly characters: number; readonly counted?: number },
  options: LikelihoodOptions,
): Promise<Likelihood> {
  const { mixture = [] } = options;
  const tokens = rows.counted ?? rows.x0.length;
  const sizes = [...new Set([...options.blockSizes, ...mixture.map(({ size }) => size)])].sort((a, b) => a - b);
  const found = new Map<number, readonly Float64Array[]>();
  for (const size of sizes) { found.set(size, await boundsAt(scorer, rows, size, options)); }
  const textBound = (nats: number): TextBound => ({
    nats,
    natsPerToken: nats / tokens,
    bitsPerCharacter: nats / Math.LN2 / rows.characters,
  });
  const unit = options.unit ?? options.batch ?? 8;
  return {
    tokens,
    characters: rows.characters,
    sizes: sizes.map((size) => sizeBound(size, found.get(size)!, textBound)),
    mixture: mixture.length === 0 ? null : {
      logSumExp: textBound(combined(mixture, found, unit, logSumExpBound)),
      jensen: textBound(combined(mixture, found, unit, jensenBound)),
    },
  };
}

function sizeBound(
  blockSize: number,
  draws: readonly Float64Array[],
  textBound: (nats: number) => TextBound,
): SizeBound {
  const sums = draws.map(total);
  const error = sums.length < 2 ? null : textBound(standardError(sums)).bitsPerCharacter;
  return { blockSize, exact: blockSize === 1, ...textBound(mean(sums)), standardError: error };
}

/** The bound of the mixture, summed over units of rows. */
function combined(
  mixture: Mixture,
  found: ReadonlyMap<number, readonly Float64Array[]>,
  unit: number,
  bound: typeof jensenBound,
): number {
  const weights = total(mixture.map(({ weight }) => weight));
  const rows = found.get(mixture[0].size)![0].length;
  let nats = 0;
  for (let from = 0; from < rows; from += unit) {
    nats += bound(mixture.map(({ size, weight }) => ({
      weight: weight / weights,
      draws: found.get(size)!.map((perRow) => total(perRow.subarray(from, from + unit))),
    })));
  }
  return nats;
}
