import { isLeft, isRight } from "fp-ts/lib/Either.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { hasHardwareAdapter } from "../../../runtime/backends/mod.ts";
import { blockDitSession, chooseEngine, describeEngineError, type Weights } from "../../../runtime/blockdit/mod.ts";
import { passedOver } from "../../../runtime/blockdit/passed_over.ts";
import type { WeightsFile } from "../../../runtime/blockdit/onnx/mod.ts";
import { randomNetwork } from "../../support/random_network.ts";
import { smallNetwork } from "../../support/small_network.ts";

const arrays = randomNetwork(smallNetwork, 1);
const chosen = async (name: string, weights: Weights = arrays): Promise<string> => {
  const engine = await chooseEngine(name, smallNetwork, { arrays: weights }, { threads: 1 });
  if (isLeft(engine)) { return describeEngineError(engine.left); }
  const ran = `${engine.right.name} on ${engine.right.backend()}`;
  await engine.right.dispose();
  return ran;
};

const choose = suite("chooseEngine");
choose("opens each engine by its name, which says what computes", async () => {
  assert.is(await chosen("host"), "host on float64");
  assert.is(await chosen("gpu:webasm"), "gpu on webasm");
  assert.is(await chosen("gpu:cpu"), "gpu on cpu");
  assert.is(await chosen("onnx"), "onnx on cpu");
  assert.is(await chosen("onnx:wasm"), "onnx on wasm");
});
choose("takes onnxruntime by itself where there is no hardware adapter", async () => {
  assert.is(await chosen("auto"), await hasHardwareAdapter() ? "gpu on webgpu" : "onnx on cpu");
});
choose("takes another engine by itself where onnxruntime refuses the network", async () => {
  const nowhere: WeightsFile = {
    folder: "/nowhere",
    place: (name) => ({
      shape: arrays(name).shape,
      location: "absent",
      offset: 0,
      length: arrays(name).data.length * 4,
    }),
  };
  const open = (name: string) => chooseEngine(name, smallNetwork, { arrays, file: nowhere }, { threads: 1 });
  const [named, itself] = [await open("onnx"), await open("auto")];
  assert.ok(isLeft(named) && named.left._tag === "OnnxRefused");
  assert.ok(isRight(itself) && itself.right.name === "gpu");
  assert.match(
    itself.right.notice!,
    /^Cannot compute with onnxruntime on cpu as it must accept the network: .*\. gpu\.js computes instead, which is slower\.$/s,
  );
  await itself.right.dispose();
});
choose("passes over onnxruntime without a word only where it is not installed", () => {
  const missing = (name: string) => passedOver({ _tag: "OnnxMissing", package: name, why: "Cannot find package" });
  assert.equal([missing("onnxruntime-node"), missing("onnxruntime-web")], [null, null]);
  assert.match(
    missing("protobufjs")!,
    /the package protobufjs must be there: .*; npm install --ignore-scripts protobufjs\. gpu\.js computes instead/,
  );
});
choose("ends in a sentence for an engine or a device that is not here", async () => {
  assert.match(await chosen("cuda"), /^Cannot find the engine "cuda": choose one of auto, host, gpu, /);
  assert.match(await chosen("gpu:webgl2"), /^Cannot run on webgl2 here .*choose one of .*webasm/);
});
choose("ends in a sentence where the weights cannot be read", async () => {
  const broken: Weights = (name) => ({
    shape: arrays(name).shape,
    get data(): Float32Array {
      throw new Error("the disk is gone");
    },
  });
  assert.match(await chosen("onnx", broken), /^Cannot .* onnx.*: the disk is gone/);
});
choose("reads the embedding's table once, however often a network on gpu.js is asked", async () => {
  let reads = 0;
  const counted: Weights = (name) => ({
    shape: arrays(name).shape,
    get data() {
      reads += name === "vocab_embed.embedding" ? 1 : 0;
      return arrays(name).data;
    },
  });
  const engine = await chooseEngine("gpu:webasm", smallNetwork, { arrays: counted });
  assert.ok(isRight(engine));
  const session = blockDitSession(engine.right, smallNetwork, { rows: 1, length: 8 });
  const noisy = [Int32Array.of(1, 2)];
  for (let i = 0; i < 3; i++) {
    await session.predict({
      rows: [0],
      context: [new Int32Array(0)],
      noisy,
      start: [0],
      alpha: [0],
      frozen: [new Uint8Array(2)],
      conditional: true,
      previous: null,
    });
  }
  assert.is(reads, 1);
  await engine.right.dispose();
});
choose.run();
