import { type ContextRule, type Feed, feed, type FeedRow } from "./feed.ts";

/** The clean tokens of a row, cached and fresh, as a call wants them. */
export interface CallRow {
  readonly row: number;
  /** How many of the context's tokens are cached. */ readonly cached: number;
  /** The whole clean context. */ readonly context: Int32Array;
  readonly noisy: Int32Array;
  readonly sigma: number;
}

const contextRow = ({ row, cached, context, noisy, sigma }: CallRow): Omit<FeedRow, "at"> => ({
  row,
  past: cached,
  clean: context.subarray(cached),
  noisy,
  sigma,
});

/** Generating: one noisy block behind its context, which all of it may see. */
export const generating = (rows: readonly CallRow[], rule: ContextRule): Feed =>
  feed(
    rows.map((row) => ({
      ...contextRow(row),
      at: (i) => ({ position: row.context.length + i, begin: row.context.length }),
    })),
    rule,
  );

/**
 * Verifying a draft left to right: noise token i stands where draft token i stands, and sees the context and the draft before it.
 *
 * The draft is the end of `context`; the context is causal here whatever the network was trained with. Nothing of it may be kept.
 */
export const verifying = (rows: readonly CallRow[]): Feed =>
  feed(
    rows.map((row) => ({
      ...contextRow(row),
      at: (i) => {
        const position = row.context.length - row.noisy.length + i;
        return { position, begin: position };
      },
    })),
    "causal",
  );

/** Training: a whole noisy sequence beside its clean one; each noisy token sees the clean blocks before its own. */
export const training = (rows: readonly Omit<CallRow, "cached">[], blockSize: number, rule: ContextRule): Feed =>
  feed(
    rows.map((row) => ({
      ...contextRow({ ...row, cached: 0 }),
      at: (i) => ({ position: i, begin: Math.floor(i / blockSize) * blockSize }),
    })),
    rule,
  );
