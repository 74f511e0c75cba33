import fc from "fast-check";
import { isLeft, isRight, right } from "fp-ts/lib/Either.js";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type Engine, type Feed, generating, type NetworkConfig, type Weights } from "../../../runtime/blockdit/mod.ts";
import { onnxCache } from "../../../runtime/blockdit/onnx/cache.ts";
import { weightsFile } from "../../../runtime/blockdit/onnx/file_node.ts";
import { pastName } from "../../../runtime/blockdit/onnx/inputs.ts";
import { loadOnnx } from "../../../runtime/blockdit/onnx/load.ts";
import { describeOnnxMissing, onnxEngine, type OnnxOptions } from "../../../runtime/blockdit/onnx/mod.ts";
import { writeSafetensors, type WrittenDtype } from "../../../runtime/checkpoints/mod.ts";
import { randomNetwork, shapesOf } from "../../support/random_network.ts";
import { differenceFromHost, type Script, type Step } from "./onnx_parity.ts";

const engineOf = async (config: NetworkConfig, weights: Weights, options: OnnxOptions = {}): Promise<Engine> => {
  const engine = await onnxEngine(config, weights, { threads: 1, ...options });
  if (isLeft(engine)) { throw new Error(describeOnnxMissing(engine.left)); }
  return engine.right;
};

const configs: fc.Arbitrary<NetworkConfig> = fc.record({
  heads: fc.constantFrom(1, 2, 3),
  half: fc.constantFrom(2, 4),
  blocks: fc.constantFrom(1, 2, 3),
  conditioning: fc.constantFrom(4, 8),
  vocabulary: fc.integer({ min: 3, max: 20 }),
  adaLN: fc.boolean(),
  causalContext: fc.boolean(),
  activation: fc.constantFrom("gelu" as const, "relu2" as const),
}).map(({ half, ...config }) => ({ ...config, hidden: 2 * half * config.heads, length: 24 }));

const ROWS = 3;
const step: fc.Arbitrary<Step> = fc.record({
  verify: fc.boolean(),
  keep: fc.boolean(),
  rows: fc.subarray(Array.from({ length: ROWS }, (_, row) => row), { minLength: 1 }).chain((members) =>
    fc.tuple(
      ...members.map((row) =>
        fc.record({
          row: fc.constant(row),
          fresh: fc.integer({ min: 0, max: 5 }),
          noisy: fc.integer({ min: 1, max: 4 }),
        })
      ),
    )
  ),
});
const scripts: fc.Arbitrary<Script> = fc.record({
  config: configs,
  seed: fc.nat(1000),
  rows: fc.constant(ROWS),
  steps: fc.array(step, { minLength: 1, maxLength: 7 }),
});

const parity = suite("the onnx engine");
parity(
  "agrees with the host engine within 1e-4: any network, rows of all lengths, any rows, cached or not",
  async () => {
    await fc.assert(
      fc.asyncProperty(scripts, async (script) => {
        const engine = await engineOf(script.config, randomNetwork(script.config, script.seed));
        const difference = await differenceFromHost(engine, script);
        await engine.dispose();
        assert.ok(difference < 1e-4, `differs by ${difference}`);
      }),
      { numRuns: 40, seed: 7 },
    );
  },
);

const small: NetworkConfig = {
  hidden: 16,
  heads: 2,
  blocks: 2,
  conditioning: 8,
  length: 32,
  vocabulary: 11,
  adaLN: true,
  causalContext: true,
  activation: "gelu",
};
const block = (context: number, cached: number, row = 0): Feed =>
  generating([{
    row,
    cached,
    context: Int32Array.from({ length: context }, (_, i) => i % 11),
    noisy: Int32Array.of(1, 2, 3, 4),
    sigma: 0,
  }], "causal");

parity("law L10: gives the same logits whether a causal context is cached or not", async () => {
  const engine = await engineOf(small, randomNetwork(small, 1));
  const cache = engine.open(1, 32);
  await cache.forward(block(7, 0), true);
  await cache.forward(block(12, 7), true);
  const cached = await cache.forward(block(12, 12), false);
  const whole = await engine.open(1, 32).forward(block(12, 0), false);
  cached.forEach((x, i) => assert.ok(Math.abs(x - whole[i]!) < 1e-5 * (1 + Math.abs(x)), `logit ${i}`));
  await engine.dispose();
});

parity("leaves logits alone that it has handed out, and repeats itself bit for bit", async () => {
  const engine = await engineOf(small, randomNetwork(small, 1));
  const cache = engine.open(1, 32);
  const first = await cache.forward(block(5, 0), false);
  const kept = first.slice();
  await cache.forward(block(9, 0), false);
  assert.equal(first, kept);
  assert.equal(await cache.forward(block(5, 0), false), kept);
  await engine.dispose();
});

parity("says what computes, and runs in WebAssembly too", async () => {
  const native = await engineOf(small, randomNetwork(small, 1));
  const wasm = await engineOf(small, randomNetwork(small, 1), { backend: "wasm" });
  assert.equal([native.backend(), wasm.backend()], ["cpu", "wasm"]);
  const want = await native.open(1, 32).forward(block(5, 0), false);
  const got = await wasm.open(1, 32).forward(block(5, 0), false);
  want.forEach((x, i) => assert.ok(Math.abs(x - got[i]!) < 1e-4 * (1 + Math.abs(x)), `logit ${i}`));
  await native.dispose();
  await wasm.dispose();
});

parity("ends in data when onnxruntime refuses", async () => {
  const torn: Weights = (name) => ({ shape: randomNetwork(small, 1)(name).shape, data: new Float32Array(1) });
  const engine = await onnxEngine(small, torn);
  assert.ok(isLeft(engine));
  assert.match(
    describeOnnxMissing(engine.left),
    /^Cannot compute with onnxruntime on cpu as it must accept the network: /,
  );
});
parity("reads the weights from a safetensors file itself, and leaves 16-bit ones to arrays", async () => {
  const folder = mkdtempSync(join(tmpdir(), "blockgen-onnx-"));
  const path = join(folder, "model.safetensors");
  const weights = randomNetwork(small, 1);
  const write = (dtype: WrittenDtype): void =>
    writeFileSync(
      path,
      writeSafetensors(
        [...shapesOf(small)].map(([name, shape]) => ({ name, shape, values: Float32Array.from(weights(name).data) })),
        { dtype },
      ),
    );
  try {
    write("F32");
    const file = await weightsFile(path);
    assert.ok(isRight(file) && file.right !== null);
    const engine = await onnxEngine(small, file.right, { threads: 1 });
    assert.ok(isRight(engine));
    const arrays = await engineOf(small, weights);
    assert.equal(
      await engine.right.open(1, 32).forward(block(5, 0), false),
      await arrays.open(1, 32).forward(block(5, 0), false),
    );
    await engine.right.dispose();
    await arrays.dispose();
    write("F16");
    assert.equal(await weightsFile(path), right(null));
    assert.ok(isLeft(await weightsFile(join(folder, "absent"))));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
parity("reads a safetensors file that is a link into another folder, as in the hub's own cache", async () => {
  const folder = mkdtempSync(join(tmpdir(), "blockgen-onnx-"));
  const [blob, link] = [join(folder, "blobs", "0123"), join(folder, "snapshots", "model.safetensors")];
  const weights = randomNetwork(small, 1);
  const tensors = [...shapesOf(small)].map(([name, shape]) => (
    { name, shape, values: Float32Array.from(weights(name).data) }
  ));
  try {
    for (const file of [blob, link]) { mkdirSync(dirname(file)); }
    writeFileSync(blob, writeSafetensors(tensors, { dtype: "F32" }));
    symlinkSync("../blobs/0123", link);
    const file = await weightsFile(link);
    assert.ok(isRight(file) && file.right !== null);
    const engine = await onnxEngine(small, file.right, { threads: 1 });
    assert.ok(isRight(engine), JSON.stringify(engine));
    await engine.right.dispose();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
parity.run();

const cells = suite("its cache");
cells(
  "hands out a part of itself to neighbouring rows of the longest length, and makes a copy once for others",
  async () => {
    const library = await loadOnnx();
    assert.ok(isRight(library));
    const cache = onnxCache(library.right.onnx, small, 3, 32);
    const feed = { ...block(4, 0), members: [0, 1, 2], pasts: [0, 0, 0], fresh: [4, 4, 4] };
    cache.keep(feed, () => new Float32Array(3 * 2 * 4 * 8).map((_, i) => i));
    const past = (members: readonly number[]) =>
      cache.past({ ...block(4, 4), members, pasts: members.map(() => 4) })[pastName(0, "keys")]!.data as Float32Array;
    assert.is(past([0, 1, 2]).buffer, past([1, 2]).buffer);
    assert.is.not(past([0, 2]).buffer, past([1, 2]).buffer);
    assert.is(past([0, 2]), past([0, 2]));
    assert.equal([...past([0, 2])], [...past([0]), ...past([2])]);
  },
);
cells("keeps the whole of a row that is read in part while another row grows", async () => {
  const library = await loadOnnx();
  assert.ok(isRight(library));
  const cache = onnxCache(library.right.onnx, small, 2, 32);
  const cells = (clean: number) => new Float32Array(2 * 2 * clean * 8).map((_, i) => 1 + i % 97);
  const row = (
    past: number,
  ) => [...cache.past({ ...block(past, past), members: [0] })[pastName(1, "values")]!.data as Float32Array];
  cache.keep({ ...block(8, 0), members: [0, 1], pasts: [0, 0], fresh: [8, 4] }, () => cells(8));
  const before = row(8);
  cache.keep({ ...block(5, 4), members: [0, 1], pasts: [4, 4], fresh: [0, 1] }, () => cells(1));
  assert.equal(row(8), before);
  assert.equal(before.length, 2 * 8 * 8);
});
cells.run();
