import type * as Jax from "@jax-js/jax";

/** The library, which is optional. */
export type JaxLibrary = typeof Jax;
/** An array of it. */
export type JaxArray = Jax.Array;

/** Where jax-js computes. */
export type JaxDevice = "wasm" | "webgpu";

/** What it takes to compute with jax-js. */
export type JaxMissing = Readonly<
  { _tag: "JaxMissing"; why: string } | { _tag: "NoJaxDevice"; wanted: JaxDevice; found: readonly string[] }
>;

/** Why jax-js cannot be used, in a sentence. */
export const describeJaxMissing = (error: JaxMissing): string =>
  error._tag === "JaxMissing"
    ? `Cannot compute with jax-js as the package @jax-js/jax must be there: ${error.why}; npm install @jax-js/jax`
    : `Cannot compute with jax-js on ${error.wanted} as it must be one of its devices: found ${error.found.join(", ")}`;

/** Node 20 has no `navigator`, which jax-js reads. */
const giveNavigator = (): void => {
  if (!("navigator" in globalThis)) {
    Object.defineProperty(globalThis, "navigator", { value: { hardwareConcurrency: 2 }, configurable: true });
  }
};

/** The library, ready to compute on a device. */
export const loadJax = async (device: JaxDevice = "wasm"): Promise<JaxLibrary | JaxMissing> => {
  giveNavigator();
  try {
    const jax = await import("@jax-js/jax");
    const found = await jax.init(device);
    if (!found.includes(device)) { return { _tag: "NoJaxDevice", wanted: device, found }; }
    jax.defaultDevice(device);
    return jax;
  } catch (error) {
    return { _tag: "JaxMissing", why: error instanceof Error ? error.message : String(error) };
  }
};
