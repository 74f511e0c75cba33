import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { generating, gpuEngine, type NetworkConfig } from "../../../runtime/blockdit/mod.ts";
import { plain } from "../../bench/plain_dense.ts";
import { plainForward } from "../../bench/plain_forward.ts";
import { randomNetwork } from "../../support/random_network.ts";

const long = suite("the gpu.js engine, at length");

/** The published size. */
const published: NetworkConfig = {
  hidden: 768,
  heads: 12,
  blocks: 12,
  conditioning: 128,
  length: 1024,
  vocabulary: 50_258,
  adaLN: true,
  causalContext: true,
  activation: "gelu",
};

long("runs one block of a network of the published size on webasm in less than 2 GB", async () => {
  const weights = randomNetwork(published, 1, false);
  const engine = gpuEngine(published, weights, "webasm");
  const noisy = Int32Array.from({ length: 16 }, (_, i) => i % 3 === 0 ? 50_257 : i * 3_001);
  const feed = generating([{ row: 0, cached: 0, context: new Int32Array(0), noisy, sigma: 1 }], "causal");
  const logits = await engine.open(1, 64).forward(feed, false);
  const { rss } = process.memoryUsage();
  assert.is(engine.backend(), "webasm");
  await engine.dispose();
  const none = Array.from({ length: published.blocks }, () => ({ keys: plain(0, 768), values: plain(0, 768) }));
  const truth = plainForward(published, weights, none)(feed);
  const size = truth.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  const error = truth.reduce((worst, x, i) => Math.max(worst, Math.abs(x - logits[i]!) / size), 0);
  console.log(
    `\n  one block at ${Math.round(rss / 1e6)} MB of resident memory, ${error.toExponential(1)} from plain JavaScript`,
  );
  assert.is(logits.length, 16 * 50_258);
  assert.ok(error < 1e-3, `${error} of the largest logit from plain JavaScript`);
  assert.ok(rss < 2e9, `${rss} bytes resident`);
});

const small: NetworkConfig = {
  ...published,
  hidden: 32,
  heads: 2,
  blocks: 2,
  conditioning: 8,
  length: 32,
  vocabulary: 64,
};

const load = async (seed: number): Promise<void> => {
  const engine = gpuEngine(small, randomNetwork(small, seed), "webasm");
  const cache = engine.open(2, 32);
  const row = (row: number, cached: number) => ({
    row,
    cached,
    context: new Int32Array(8).fill(seed % 64),
    noisy: new Int32Array(4),
    sigma: 1,
  });
  await cache.forward(generating([row(0, 0), row(1, 0)], "causal"), true);
  const logits = await cache.forward(generating([row(0, 8), row(1, 8)], "causal"), false);
  assert.ok(logits.every(Number.isFinite));
  cache.close();
  await engine.dispose();
};

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** WebAssembly memories go when their kernels are collected, which takes turns of the event loop. */
const resident = async (): Promise<number> => {
  for (let i = 0; i < 5; i++) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return process.memoryUsage().rss;
};

long(
  "does not grow over 200 rounds of loading, running and disposing: less than 60 MB after the first 50",
  async () => {
    for (let n = 0; n < 50; n++) { await load(n); }
    const before = await resident();
    for (let n = 0; n < 150; n++) { await load(n); }
    const grown = await resident() - before;
    console.log(`\n  grew by ${Math.round(grown / 1e5) / 10} MB`);
    assert.ok(grown < 60e6, `${grown} bytes`);
  },
);

long.run();
