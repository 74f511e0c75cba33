import { hostEngine } from "../../runtime/blockdit/mod.ts";
import { describeJaxMissing, jaxEngine, loadJax } from "../../runtime/blockdit/jax/mod.ts";
import type { Candidate, Variant } from "./blockdit.ts";

const onJax = async ({ config, weights }: Variant) => {
  const jax = await loadJax("wasm");
  return "_tag" in jax ? describeJaxMissing(jax) : jaxEngine(jax, config, weights, "wasm");
};

/** Every engine, and every backend of it that runs in this process. */
export const engines: readonly Candidate[] = [
  { name: "host", open: ({ config, weights }) => Promise.resolve(hostEngine(config, weights)) },
  { name: "jax on wasm", open: onJax },
];
