import { type ContextRule, type Extent, place, type Places, type Placing, type Widths, widthsOf } from "./places.ts";

/** One row of a call: the clean tokens behind what is cached of it, and the noisy ones. */
export interface FeedRow extends Pick<Extent, "past" | "first" | "block"> {
  /** Which row of the batch it is, for the cache. */ readonly row: number;
  /** The clean tokens that are not cached. */ readonly clean: Int32Array;
  /** The noisy tokens. */ readonly noisy: Int32Array;
  /** The noise level, `-ln alpha`; 0 for networks that are not told. */ readonly sigma: number;
}

/** The tensors of one call of the network, padded to rectangles: rows of different lengths stand beside each other. */
export interface Feed extends Places, Widths {
  /** Which rows of the batch take part. */ readonly members: readonly number[];
  /** Cached clean tokens of each row. */ readonly pasts: readonly number[];
  /** Fresh clean tokens of each row. */ readonly fresh: readonly number[];
  /** `[rows, clean]` */ readonly cleanTokens: Int32Array;
  /** `[rows, noisy]` */ readonly noisyTokens: Int32Array;
  /** `[rows]` */ readonly sigma: Float32Array;
}

const extentOf = ({ past, clean, noisy, first, block }: FeedRow): Extent => ({
  past,
  fresh: clean.length,
  noisy: noisy.length,
  first,
  block,
});

/** Rows of tokens under each other, filled up to a width. */
const stacked = (rows: readonly Int32Array[], width: number): Int32Array => {
  const out = new Int32Array(rows.length * width);
  rows.forEach((tokens, r) => out.set(tokens, r * width));
  return out;
};

const sigmas = (rows: readonly FeedRow[]): Float32Array => {
  const out = new Float32Array(rows.length);
  rows.forEach((row, r) => out[r] = row.sigma);
  return out;
};

/** The tensors of a call. */
export const feed = (rows: readonly FeedRow[], rule: ContextRule, placing: Placing = place): Feed => {
  const extents = rows.map(extentOf);
  const { past, clean, noisy } = widthsOf(extents);
  const { cleanPositions, noisyPositions, cleanBias, noisyBias, ownBias } = placing(extents, rule);
  return {
    past,
    clean,
    noisy,
    cleanPositions,
    noisyPositions,
    cleanBias,
    noisyBias,
    ownBias,
    members: rows.map((row) => row.row),
    pasts: rows.map((row) => row.past),
    fresh: rows.map((row) => row.clean.length),
    cleanTokens: stacked(rows.map((row) => row.clean), clean),
    noisyTokens: stacked(rows.map((row) => row.noisy), noisy),
    sigma: sigmas(rows),
  };
};
