import { isLeft } from "fp-ts/lib/Either.js";
import { gpuEngine, hostEngine } from "../../runtime/blockdit/mod.ts";
import { describeJaxMissing, jaxEngine, loadJax } from "../../runtime/blockdit/jax/mod.ts";
import { describeOnnxMissing, onnxEngine } from "../../runtime/blockdit/onnx/mod.ts";
import type { Candidate, Variant } from "./blockdit.ts";

const onJax = async ({ config, weights }: Variant) => {
  const jax = await loadJax("wasm");
  return "_tag" in jax ? describeJaxMissing(jax) : jaxEngine(jax, config, weights, "wasm");
};

const onOnnx = async ({ config, weights }: Variant) => {
  const engine = await onnxEngine(config, weights, { threads: 1 });
  return isLeft(engine) ? describeOnnxMissing(engine.left) : engine.right;
};

/** Every engine, and every backend of it that runs in this process. */
export const engines: readonly Candidate[] = [
  { name: "host", open: ({ config, weights }) => Promise.resolve(hostEngine(config, weights)) },
  { name: "onnx on cpu", open: onOnnx },
  { name: "gpu.js on webasm", open: ({ config, weights }) => Promise.resolve(gpuEngine(config, weights, "webasm")) },
  { name: "gpu.js on cpu", open: ({ config, weights }) => Promise.resolve(gpuEngine(config, weights, "cpu")) },
  { name: "jax on wasm", open: onJax },
];
