import { type Engine, generating, hostEngine, type NetworkConfig, verifying } from "../../../runtime/blockdit/mod.ts";
import { randomNetwork } from "../../support/random_network.ts";

/** One call: which rows take part, with how many fresh clean and noisy tokens each. */
export interface Step {
  readonly verify: boolean;
  readonly keep: boolean;
  readonly rows: readonly { readonly row: number; readonly fresh: number; readonly noisy: number }[];
}

/** A network, and calls on one cache of `rows` sequences. */
export interface Script {
  readonly config: NetworkConfig;
  readonly seed: number;
  readonly rows: number;
  readonly steps: readonly Step[];
}

/** Longest sequence of a script. */
export const LENGTH = 48;

/** The feeds of a script: contexts grow where a call is kept, and tokens follow from places. */
export const feedsOf = ({ config, seed, rows, steps }: Script) => {
  const cached = new Int32Array(rows);
  const token = (row: number, place: number): number => (seed + 31 * row + 7 * place * place) % config.vocabulary;
  const tokens = (row: number, from: number, n: number): Int32Array =>
    Int32Array.from({ length: n }, (_, i) => token(row, from + i));
  return steps.map(({ verify, keep, rows: asked }) => {
    const calls = asked.map(({ row, fresh, noisy }) => ({
      row,
      cached: cached[row]!,
      context: tokens(row, 0, cached[row]! + Math.max(fresh, verify ? noisy : 0)),
      noisy: tokens(row, 1000 + cached[row]!, noisy),
      sigma: 0.3 * row,
    }));
    const keeps = keep && !verify;
    if (keeps) { calls.forEach(({ row, context }) => cached[row] = context.length); }
    return { feed: verify ? verifying(calls) : generating(calls, config.causalContext ? "causal" : 4), keep: keeps };
  });
};

/** The largest difference from the host engine, `|x - y| / (1 + |y|)`, in any logit of a script, padding included. */
export const differenceFromHost = async (engine: Engine, script: Script): Promise<number> => {
  const host = hostEngine(script.config, randomNetwork(script.config, script.seed)).open(script.rows, LENGTH);
  const cache = engine.open(script.rows, LENGTH);
  let worst = 0;
  for (const { feed, keep } of feedsOf(script)) {
    const want = await host.forward(feed, keep);
    const got = await cache.forward(feed, keep);
    if (got.length !== want.length) { return Infinity; }
    want.forEach((y, i) => worst = Math.max(worst, Math.abs(got[i]! - y) / (1 + Math.abs(y))));
    if (got.some(Number.isNaN)) { return NaN; }
  }
  host.close();
  cache.close();
  return worst;
};
