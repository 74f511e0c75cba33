/** Where jax-js computes. */
export type JaxDevice = "wasm" | "webgpu";

/** What it takes to compute with jax-js. */
export type JaxMissing = Readonly<
  { _tag: "JaxMissing"; why: string } | { _tag: "NoJaxDevice"; wanted: JaxDevice; found: readonly string[] }
>;

/** Why jax-js cannot be used, in a sentence. */
export const describeJaxMissing = (error: JaxMissing): string =>
  error._tag === "JaxMissing"
    ? `Cannot compute with jax-js as the package @jax-js/jax must be there: ${error.why}; npm install --ignore-scripts @jax-js/jax`
    : `Cannot compute with jax-js on ${error.wanted} as it must be one of its devices: found ${error.found.join(", ")}`;
