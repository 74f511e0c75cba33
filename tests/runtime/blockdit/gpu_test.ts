import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { generating, gpuEngine, type NetworkConfig } from "../../../runtime/blockdit/mod.ts";
import { type checkEngine, checkGpuEngine } from "../../support/blockdit_check.ts";
import { runInBrowser } from "../../support/browser/mod.ts";
import { denoAdapter, hasDeno, runInDeno } from "../../support/deno.ts";
import { randomNetwork } from "../../support/random_network.ts";
import { root } from "../../support/root.ts";
import { requiredInCi } from "../../support/skip.ts";

type Answer = Awaited<ReturnType<typeof checkEngine>>;

const entry = join(root, "tests/support/blockdit_check.ts");
const gpu = suite("BlockDiT on gpu.js gives the host's logits to 1e-4 of the largest");

const accept = ({ ran, errors }: Answer, mode: string): void => {
  assert.is(ran, mode);
  assert.is(Object.keys(errors).length, 18);
  for (const [call, error] of Object.entries(errors)) { assert.ok(error < 1e-4, `${call}: ${error}`); }
};

for (const mode of ["cpu", "webasm"] as const) {
  gpu(`on ${mode}`, async () => accept(await checkGpuEngine(mode), mode));
}

for (const mode of ["webgl2", "webgpu"] as const) {
  gpu(`on ${mode} in Chromium, from a bundle with short names`, async () => {
    accept(await runInBrowser<Answer>({ graphics: mode, entry, name: "checkGpuEngine", args: [mode] }), mode);
  });
}

const adapter = hasDeno ? await denoAdapter() : null;
requiredInCi("deno", adapter !== null, "Deno has no WebGPU adapter here")(gpu)("on webgpu under Deno", async () => {
  accept(
    await runInDeno<Answer>({ entry, name: "checkGpuEngine", args: ["webgpu"], flags: ["--unstable-webgpu"] }),
    "webgpu",
  );
});

gpu.run();

const config: NetworkConfig = {
  hidden: 8,
  heads: 2,
  blocks: 1,
  conditioning: 4,
  length: 16,
  vocabulary: 8195,
  adaLN: true,
  causalContext: true,
  activation: "gelu",
};

const engine = suite("the gpu.js engine");

engine("cuts heads that are wider than WebGL2's rows", async () => {
  const weights = randomNetwork(config, 2);
  const one = gpuEngine(config, weights, "webasm");
  const feed = generating(
    [{ row: 0, cached: 0, context: new Int32Array(0), noisy: Int32Array.of(1, 8194), sigma: 1 }],
    "causal",
  );
  const logits = await one.open(1, 16).forward(feed, false);
  const bias = weights("output_layer.linear.bias").data;
  assert.is(logits.length, 2 * 8195);
  assert.ok([0, 8191, 8192, 8194].every((v) => Number.isFinite(logits[v]) && logits[v] !== bias[v]));
  await one.dispose();
});

engine("keeps batches apart: two caches of one engine do not see each other", async () => {
  const weights = randomNetwork({ ...config, vocabulary: 9 }, 2);
  const one = gpuEngine({ ...config, vocabulary: 9 }, weights, "webasm");
  const feed = (cached: number) =>
    generating(
      [{ row: 0, cached, context: Int32Array.of(1, 2, 3, 4), noisy: Int32Array.of(5, 6), sigma: 1 }],
      "causal",
    );
  const [a, b] = [one.open(1, 16), one.open(1, 16)];
  const whole = (await a.forward(feed(0), true)).slice();
  const cached = (await a.forward(feed(4), false)).slice();
  const empty = await b.forward(feed(4), false);
  assert.ok(whole.every((x, i) => Math.abs(x - cached[i]!) < 1e-4));
  assert.ok(whole.some((x, i) => Math.abs(x - empty[i]!) > 1e-2));
  await one.dispose();
});

engine.run();
