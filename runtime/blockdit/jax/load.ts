import type * as Jax from "@jax-js/jax";
import type { JaxDevice, JaxMissing } from "./missing.ts";

export { describeJaxMissing, type JaxDevice, type JaxMissing } from "./missing.ts";

/** The library, which is optional. */
export type JaxLibrary = typeof Jax;
/** An array of it. */
export type JaxArray = Jax.Array;

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
