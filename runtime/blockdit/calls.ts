import { type Feed, feed, type FeedRow } from "./feed.ts";
import type { ContextRule, Placing } from "./places.ts";

/** The clean tokens of a row, cached and fresh, as a call wants them. */
export interface CallRow {
  readonly row: number;
  /** How many of the context's tokens are cached. */ readonly cached: number;
  /** The whole clean context. */ readonly context: Int32Array;
  readonly noisy: Int32Array;
  readonly sigma: number;
}

const rowOf = (
  { row, cached, context, noisy, sigma }: CallRow,
  noisyPlaces: Pick<FeedRow, "first" | "block">,
): FeedRow => ({
  row,
  past: cached,
  clean: context.subarray(cached),
  noisy,
  sigma,
  ...noisyPlaces,
});

/** Generating: one noisy block behind its context, which all of it may see. */
export const generating = (rows: readonly CallRow[], rule: ContextRule, placing?: Placing): Feed =>
  feed(rows.map((row) => rowOf(row, { first: row.context.length, block: row.noisy.length })), rule, placing);

/**
 * Verifying a draft left to right: noise token i stands where draft token i stands, and sees the context and the draft before it.
 *
 * The draft is the end of `context`; the context is causal here whatever the network was trained with. Nothing of it may be kept.
 */
export const verifying = (rows: readonly CallRow[], placing?: Placing): Feed =>
  feed(
    rows.map((row) => rowOf(row, { first: row.context.length - row.noisy.length, block: 1 })),
    "causal",
    placing,
  );

/** Training: a whole noisy sequence beside its clean one; each noisy token sees the clean blocks before its own. */
export const training = (rows: readonly Omit<CallRow, "cached">[], blockSize: number, rule: ContextRule): Feed =>
  feed(rows.map((row) => rowOf({ ...row, cached: 0 }, { first: 0, block: blockSize })), rule);
