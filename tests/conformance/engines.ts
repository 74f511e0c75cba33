import { gpuEngine, hostEngine } from "../../runtime/blockdit/mod.ts";
import { describeJaxMissing, jaxEngine, loadJax } from "../../runtime/blockdit/jax/mod.ts";
import type { Candidate, Variant } from "./blockdit.ts";

const onJax = async ({ config, weights }: Variant) => {
  const jax = await loadJax("wasm");
  return "_tag" in jax ? describeJaxMissing(jax) : jaxEngine(jax, config, weights, "wasm");
};

/** Every engine, and every backend of it that runs in this process. */
export const engines: readonly Candidate[] = [
  { name: "host", open: ({ config, weights }) => Promise.resolve(hostEngine(config, weights)) },
  { name: "gpu.js on webasm", open: ({ config, weights }) => Promise.resolve(gpuEngine(config, weights, "webasm")) },
  { name: "gpu.js on cpu", open: ({ config, weights }) => Promise.resolve(gpuEngine(config, weights, "cpu")) },
  { name: "jax on wasm", open: onJax },
];
