import type { Logits, PredictRequest, Session, VerifyRequest } from "../model.ts";
import { type CallRow, generating, verifying } from "./calls.ts";
import type { NetworkConfig } from "./config.ts";
import type { Engine } from "./engine.ts";
import type { Feed } from "./feed.ts";
import { type ContextRule, rememberedPlaces } from "./places.ts";

/** How many tokens two sequences begin with alike. */
const commonPrefix = (a: Int32Array, b: Int32Array): number => {
  const end = Math.min(a.length, b.length);
  for (let i = 0; i < end; i++) {
    if (a[i] !== b[i]) { return i; }
  }
  return end;
};

/** What is cached of each row, as tokens: a context that took another turn is cached again from there on. */
const cachedContexts = (rows: number, causal: boolean) => {
  const tokens = Array.from({ length: rows }, () => new Int32Array(0));
  return {
    /** How much of a row's context need not be computed again. */
    of: (row: number, context: Int32Array): number => {
      const same = commonPrefix(tokens[row], context);
      // Where clean tokens see those behind them too, a part of the cache does not stand alone.
      return causal || same === tokens[row].length ? same : 0;
    },
    keep: (row: number, context: Int32Array) => tokens[row] = context.slice(),
  };
};

const concatenate = (a: Int32Array, b: Int32Array): Int32Array => {
  const both = new Int32Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
};

/**
 * A batch of a BlockDiT, with the paper's cache: `predict` caches the context that it is given, never the noisy block; `verify`
 * reads the context that is cached and caches nothing.
 *
 * Noise levels are not told (`sigma` 0): the paper's networks are not conditioned on time.
 *
 * @param blockSize How clean tokens see each other in networks whose context is not causal; the size of the program's blocks if absent.
 * @see BlockGen (2606.02241), `models/block_dit.py`: `forward_generate`, `forward_ar_verify`.
 */
export const blockDitSession = (
  engine: Engine,
  { causalContext, vocabulary }: NetworkConfig,
  batch: { readonly rows: number; readonly length: number },
  blockSize?: number,
): Session => {
  const cache = engine.open(batch.rows, batch.length);
  const contexts = cachedContexts(batch.rows, causalContext);
  const placing = rememberedPlaces();
  const ask = async (asked: Feed, keep: boolean): Promise<Logits> => ({
    values: await cache.forward(asked, keep),
    positions: asked.noisy,
    width: vocabulary,
  });
  const row = (row: number, context: Int32Array, noisy: Int32Array): CallRow => ({
    row,
    context,
    noisy,
    sigma: 0,
    cached: 0,
  });
  const predict = async ({ rows, context, noisy, block }: PredictRequest): Promise<Logits> => {
    // Not the longest block of the call where there is another way: a short last block, and its neighbours, would change it.
    const sees = blockSize ?? block ?? Math.max(...noisy.map(({ length }) => length));
    const rule: ContextRule = causalContext ? "causal" : sees;
    const asked = rows.map((r, k) => ({ ...row(r, context[k], noisy[k]), cached: contexts.of(r, context[k]) }));
    const logits = await ask(generating(asked, rule, placing), true);
    asked.forEach(({ row, context, cached }) => cached < context.length && contexts.keep(row, context));
    return logits;
  };
  const verify = ({ rows, context, draft, noise }: VerifyRequest): Promise<Logits> =>
    ask(
      verifying(
        rows.map((r, k) => ({
          ...row(r, concatenate(context[k], draft[k]), noise[k]),
          cached: contexts.of(r, context[k]),
        })),
        placing,
      ),
      false,
    );
  return { predict, verify, close: cache.close };
};
