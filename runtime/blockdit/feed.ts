/** One row of a call: what is cached of it, the clean tokens that are not, and the noisy ones. */
export interface FeedRow {
  /** Which row of the batch it is, for the cache. */ readonly row: number;
  /** Clean tokens that are cached: positions `0 .. past - 1`. */ readonly past: number;
  /** The clean tokens behind them. */ readonly clean: Int32Array;
  /** The noisy tokens. */ readonly noisy: Int32Array;
  /** Position of each noisy token, and the first position of the block that it belongs to: it sees clean tokens before that one. */
  readonly at: (i: number) => { readonly position: number; readonly begin: number };
  /** The noise level, `-ln alpha`; 0 for networks that are not told. */ readonly sigma: number;
}

/** What clean tokens see of each other: all earlier ones, or whole blocks of a size. */
export type ContextRule = "causal" | number;

/** The bias of what may not be seen: finite, and e to it is 0 in float32. */
export const unseen = -1e9;

/**
 * The tensors of one call of the network, padded to rectangles: rows of different lengths stand beside each other.
 *
 * Biases are 0 where the query may see the key and `unseen` elsewhere. Padding sees itself and nobody sees it.
 */
export interface Feed {
  /** Which rows of the batch take part. */ readonly members: readonly number[];
  /** Cached clean tokens of each row. */ readonly pasts: readonly number[];
  /** Fresh clean tokens of each row. */ readonly fresh: readonly number[];
  /** Cached slots (slot = position), fresh clean tokens, noisy tokens: of the longest row. */
  readonly past: number;
  readonly clean: number;
  readonly noisy: number;
  /** `[rows, clean]` */ readonly cleanTokens: Int32Array;
  /** `[rows, noisy]` */ readonly noisyTokens: Int32Array;
  /** `[rows, clean]` */ readonly cleanPositions: Int32Array;
  /** `[rows, noisy]` */ readonly noisyPositions: Int32Array;
  /** `[rows]` */ readonly sigma: Float32Array;
  /** Clean queries on the context: `[rows, clean, past + clean]` */ readonly cleanBias: Float32Array;
  /** Noisy queries on the context: `[rows, noisy, past + clean]` */ readonly noisyBias: Float32Array;
  /** Noisy queries on their own stream: `[rows, noisy, noisy]` */ readonly ownBias: Float32Array;
}

const widest = (rows: readonly FeedRow[], of: (row: FeedRow) => number): number => Math.max(0, ...rows.map(of));

/** May a clean query see a clean key, both given by position? */
const sees = (rule: ContextRule, query: number, key: number): boolean =>
  rule === "causal" ? key <= query : Math.floor(key / rule) <= Math.floor(query / rule);

/** The tensors of a call. */
export const feed = (rows: readonly FeedRow[], rule: ContextRule): Feed => {
  const past = widest(rows, (row) => row.past);
  const clean = widest(rows, (row) => row.clean.length);
  const noisy = widest(rows, (row) => row.noisy.length);
  const context = past + clean;
  const result = {
    members: rows.map((row) => row.row),
    pasts: rows.map((row) => row.past),
    fresh: rows.map((row) => row.clean.length),
    past,
    clean,
    noisy,
    cleanTokens: new Int32Array(rows.length * clean),
    noisyTokens: new Int32Array(rows.length * noisy),
    cleanPositions: new Int32Array(rows.length * clean),
    noisyPositions: new Int32Array(rows.length * noisy),
    sigma: Float32Array.from(rows, (row) => row.sigma),
    cleanBias: new Float32Array(rows.length * clean * context).fill(unseen),
    noisyBias: new Float32Array(rows.length * noisy * context).fill(unseen),
    ownBias: new Float32Array(rows.length * noisy * noisy).fill(unseen),
  };
  rows.forEach((row, r) => {
    placeClean(result, row, r, rule);
    placeNoisy(result, row, r);
  });
  return result;
};

const placeClean = (to: Feed, row: FeedRow, r: number, rule: ContextRule): void => {
  const context = to.past + to.clean;
  for (let i = 0; i < to.clean; i++) {
    const bias = (r * to.clean + i) * context;
    to.cleanBias[bias + to.past + i] = 0;
    if (i >= row.clean.length) { continue; }
    const position = row.past + i;
    to.cleanTokens[r * to.clean + i] = row.clean[i];
    to.cleanPositions[r * to.clean + i] = position;
    to.cleanBias.fill(0, bias, bias + row.past);
    for (let j = 0; j < row.clean.length; j++) {
      if (sees(rule, position, row.past + j)) { to.cleanBias[bias + to.past + j] = 0; }
    }
  }
};

const placeNoisy = (to: Feed, row: FeedRow, r: number): void => {
  const context = to.past + to.clean;
  const begins = Array.from(row.noisy, (_, i) => row.at(i).begin);
  for (let i = 0; i < to.noisy; i++) {
    const own = (r * to.noisy + i) * to.noisy;
    const bias = (r * to.noisy + i) * context;
    to.ownBias[own + i] = 0;
    if (i >= row.noisy.length) { continue; }
    to.noisyTokens[r * to.noisy + i] = row.noisy[i];
    to.noisyPositions[r * to.noisy + i] = row.at(i).position;
    for (let j = 0; j < row.noisy.length; j++) {
      if (begins[j] === begins[i]) { to.ownBias[own + j] = 0; }
    }
    const fresh = Math.min(row.clean.length, Math.max(0, begins[i] - row.past));
    to.noisyBias.fill(0, bias, bias + Math.min(row.past, begins[i]));
    to.noisyBias.fill(0, bias + to.past, bias + to.past + fresh);
  }
};
