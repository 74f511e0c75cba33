/**
 * Loads, runs and disposes of a network 200 times in a process of its own; prints the bytes that the process holds at rounds 100 and 200.
 */
import { isLeft } from "fp-ts/lib/Either.js";
import type { NetworkConfig } from "../../../runtime/blockdit/mod.ts";
import { describeOnnxMissing, onnxEngine } from "../../../runtime/blockdit/onnx/mod.ts";
import { randomNetwork } from "../../support/random_network.ts";
import { feedsOf } from "./onnx_parity.ts";

const config: NetworkConfig = {
  hidden: 128,
  heads: 4,
  blocks: 4,
  conditioning: 64,
  length: 64,
  vocabulary: 512,
  adaLN: true,
  causalContext: true,
  activation: "gelu",
};
const weights = randomNetwork(config, 1);
const rows = [{ row: 0, fresh: 8, noisy: 8 }, { row: 1, fresh: 3, noisy: 8 }];
const steps = [{ verify: false, keep: true, rows }, { verify: true, keep: false, rows }];

const round = async (): Promise<void> => {
  const engine = await onnxEngine(config, weights, { threads: 1 });
  if (isLeft(engine)) { throw new Error(describeOnnxMissing(engine.left)); }
  const cache = engine.right.open(2, 48);
  for (const { feed, keep } of feedsOf({ config, seed: 1, rows: 2, steps })) { await cache.forward(feed, keep); }
  cache.close();
  await engine.right.dispose();
};

const settled = async (): Promise<number> => {
  for (let i = 0; i < 5; i++) {
    (globalThis as unknown as { gc: () => void }).gc();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return process.memoryUsage().rss;
};

let at100 = 0;
for (let n = 1; n <= 200; n++) {
  await round();
  if (n === 100) { at100 = await settled(); }
}
console.log(JSON.stringify({ at100, at200: await settled() }));
