import { leastRecentlyUsed } from "../backends/cache.ts";

/** What clean tokens see of each other: all earlier ones, or whole blocks of a size. */
export type ContextRule = "causal" | number;

/** The bias of what may not be seen: finite, and e to it is 0 in float32. */
export const unseen = -1e9;

/** Where the tokens of a row stand, whatever they are. */
export interface Extent {
  /** Clean tokens that are cached: positions `0 .. past - 1`. */ readonly past: number;
  /** How many clean tokens stand behind them. */ readonly fresh: number;
  /** How many noisy tokens there are. */ readonly noisy: number;
  /** Position of the first noisy token. */ readonly first: number;
  /** Noisy tokens come in blocks of so many, which see themselves and clean tokens before their first position. */
  readonly block: number;
}

/**
 * Positions of the tokens of a call, and who may see whom, padded to rectangles.
 *
 * Biases are 0 where the query may see the key and `unseen` elsewhere. Padding sees itself and nobody sees it.
 * Never written to: calls of the same extents share the arrays, and engines may keep by them what they made of them.
 */
export interface Places {
  /** `[rows, clean]` */ readonly cleanPositions: Int32Array;
  /** `[rows, noisy]` */ readonly noisyPositions: Int32Array;
  /** Clean queries on the context: `[rows, clean, past + clean]` */ readonly cleanBias: Float32Array;
  /** Noisy queries on the context: `[rows, noisy, past + clean]` */ readonly noisyBias: Float32Array;
  /** Noisy queries on their own stream: `[rows, noisy, noisy]` */ readonly ownBias: Float32Array;
}

/** Cached slots (slot = position), fresh clean tokens, noisy tokens: of the longest row. */
export interface Widths {
  readonly past: number;
  readonly clean: number;
  readonly noisy: number;
}

/** Widths of the rectangles that hold all rows. */
export const widthsOf = (rows: readonly Extent[]): Widths => ({
  past: Math.max(0, ...rows.map((row) => row.past)),
  clean: Math.max(0, ...rows.map((row) => row.fresh)),
  noisy: Math.max(0, ...rows.map((row) => row.noisy)),
});

/** How the places of a call are come by. */
export type Placing = (rows: readonly Extent[], rule: ContextRule) => Places;

/** May a clean query see a clean key, both given by position? */
const sees = (rule: ContextRule, query: number, key: number): boolean =>
  rule === "causal" ? key <= query : Math.floor(key / rule) <= Math.floor(query / rule);

/** The places of a call. */
export const place: Placing = (rows, rule) => {
  const widths = widthsOf(rows);
  const { clean, noisy } = widths;
  const context = widths.past + clean;
  const places = {
    cleanPositions: new Int32Array(rows.length * clean),
    noisyPositions: new Int32Array(rows.length * noisy),
    cleanBias: new Float32Array(rows.length * clean * context).fill(unseen),
    noisyBias: new Float32Array(rows.length * noisy * context).fill(unseen),
    ownBias: new Float32Array(rows.length * noisy * noisy).fill(unseen),
  };
  rows.forEach((row, r) => {
    placeClean(places, widths, row, r, rule);
    placeNoisy(places, widths, row, r);
  });
  return places;
};

const placeClean = (to: Places, { past, clean }: Widths, row: Extent, r: number, rule: ContextRule): void => {
  for (let i = 0; i < clean; i++) {
    const bias = (r * clean + i) * (past + clean);
    to.cleanBias[bias + past + i] = 0;
    if (i >= row.fresh) { continue; }
    const position = row.past + i;
    to.cleanPositions[r * clean + i] = position;
    to.cleanBias.fill(0, bias, bias + row.past);
    for (let j = 0; j < row.fresh; j++) {
      if (sees(rule, position, row.past + j)) { to.cleanBias[bias + past + j] = 0; }
    }
  }
};

const placeNoisy = (to: Places, { past, clean, noisy }: Widths, row: Extent, r: number): void => {
  for (let i = 0; i < noisy; i++) {
    const own = (r * noisy + i) * noisy;
    const bias = (r * noisy + i) * (past + clean);
    to.ownBias[own + i] = 0;
    if (i >= row.noisy) { continue; }
    to.noisyPositions[r * noisy + i] = row.first + i;
    const start = i - i % row.block;
    to.ownBias.fill(0, own + start, own + Math.min(row.noisy, start + row.block));
    const begin = row.first + start;
    const fresh = Math.min(row.fresh, Math.max(0, begin - row.past));
    to.noisyBias.fill(0, bias, bias + Math.min(row.past, begin));
    to.noisyBias.fill(0, bias + past, bias + past + fresh);
  }
};

/** A step asks about the same places in turn: with fresh tokens or none, and for a draft. */
const KEPT = 4;

/** Places that are made once for calls of the same extents, the last few being kept. */
export const rememberedPlaces = (): Placing => {
  const known = leastRecentlyUsed<Places>(KEPT, () => {});
  return (rows, rule) => {
    const key = rows.map((row) => `${row.past},${row.fresh},${row.noisy},${row.first},${row.block}`).join(";");
    return known.get(`${rule};${key}`, () => place(rows, rule));
  };
};
