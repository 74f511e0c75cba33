import { GPU } from "gpu.js";
import { type Feed, generating, gpuEngine } from "../../runtime/blockdit/mod.ts";
import { bareLoop, type Product } from "./bare_dense.ts";
import { BLOCK, config, weights } from "./network.ts";
import { plain } from "./plain_dense.ts";
import { plainForward } from "./plain_forward.ts";

const PAST = 192;

/** Shares of the gpu.js engine's time on WebAssembly. */
export interface DenseShares {
  /** Time of nothing but the products, by the plain form of gpu.js, over the engine's time. */ readonly of_bare_loop:
    number;
  /** The same by the fastest form known, which the engine uses too. */ readonly of_fastest_loop: number;
  /** Time of a forward in plain JavaScript, four tokens at a time, over the engine's. */ readonly over_plain_js:
    number;
}

const feedOf = (rows: number, cached: number): Feed =>
  generating(
    Array.from({ length: rows }, (_, row) => ({
      row,
      cached,
      context: new Int32Array(PAST).map((_, i) => (i * 7 + row) % config.vocabulary),
      noisy: new Int32Array(BLOCK).fill(config.vocabulary - 1),
      sigma: 1,
    })),
    "causal",
  );

/** Every matrix product of a forward over cached context, attention's too. */
const productsOf = (rows: number): readonly Product[] => {
  const { hidden, heads, blocks, conditioning, vocabulary } = config;
  const tokens = rows * BLOCK;
  const condition = 4 * Math.ceil(rows / 4);
  const product = (tokens: number, inputs: number, outputs: number): Product => ({ tokens, inputs, outputs });
  const keys = PAST + BLOCK;
  const layer = [
    product(condition, conditioning, 6 * hidden),
    product(tokens, hidden, 3 * hidden),
    product(tokens * heads, hidden / heads, keys),
    product(tokens * heads, keys, hidden / heads),
    product(tokens, hidden, hidden),
    product(tokens, hidden, 4 * hidden),
    product(tokens, 4 * hidden, hidden),
  ];
  return [
    product(condition, 256, conditioning),
    product(condition, conditioning, conditioning),
    ...Array.from({ length: blocks }, () => layer).flat(),
    product(condition, conditioning, 2 * hidden),
    product(tokens, hidden, vocabulary),
  ];
};

const cpuMicroseconds = (): number => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

/** The least processor time of many interleaved rounds: other programs only ever make one slower, and their own time is not counted. */
const cheapest = async (rounds: number, contestants: readonly (() => unknown)[]): Promise<readonly number[]> => {
  const best = contestants.map(() => Infinity);
  for (let round = 0; round < rounds; round++) {
    for (const [i, run] of contestants.entries()) {
      const started = cpuMicroseconds();
      await run();
      best[i] = Math.min(best[i]!, cpuMicroseconds() - started);
    }
  }
  return best;
};

const round = (x: number): number => Math.round(x * 100) / 100;

const measure = async (gpu: GPU, rows: number, rounds: number): Promise<DenseShares> => {
  const engine = gpuEngine(config, weights, "webasm");
  const cache = engine.open(rows, config.length);
  await cache.forward(feedOf(rows, 0), true);
  const feed = feedOf(rows, PAST);
  const pasts = Array.from({ length: config.blocks }, () => ({
    keys: plain(rows * PAST, config.hidden),
    values: plain(rows * PAST, config.hidden),
  }));
  const products = productsOf(rows);
  const inPlain = plainForward(config, weights, pasts);
  const [ours, bare, best, js] = await cheapest(rounds, [
    () => cache.forward(feed, false),
    bareLoop(gpu, products, 1),
    bareLoop(gpu, products, 2),
    () => inPlain(feed),
  ]) as [number, number, number, number];
  if (engine.backend() !== "webasm") { throw new Error(`measured ${engine.backend()}, not webasm`); }
  await engine.dispose();
  return { of_bare_loop: round(bare / ours), of_fastest_loop: round(best / ours), over_plain_js: round(js / ours) };
};

/** The gpu.js engine against nothing but its products, and against plain JavaScript, at two batch sizes. */
export const denseShares = async (): Promise<Readonly<Record<"batch1" | "batch16", DenseShares>>> => {
  const gpu = new GPU({ mode: "webasm" });
  const shares = { batch1: await measure(gpu, 1, 40), batch16: await measure(gpu, 16, 6) };
  await gpu.destroy();
  return shares;
};
