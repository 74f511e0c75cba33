import type { Numbers, Shape, Value } from "../graph/value.ts";

/**
 * Where kernels can run. `host` is plain float64 TypeScript, the truth; the others are gpu.js, float32 except `cpu`.
 * `webgl` is never chosen, yet gpu.js may fall back to it, and then it is named.
 */
export type BackendName = "webgpu" | "webgl2" | "webgl" | "headlessgl" | "webasm" | "cpu" | "host";

/** What an evaluation gives. */
export interface Evaluated {
  /** One array for each value asked for; the caller's to keep. */ readonly arrays: readonly Numbers[];
  /** Rows that came too close to a boundary and were settled by the host twins, ascending. */ readonly settled:
    readonly number[];
}

/** Computes graphs of values. Results are the same on every backend: deciding rows inside the error band are settled on the host. */
export interface Backend {
  /** What really runs (gpu.js falls back silently; this is asked after the first call). */ readonly name: () =>
    BackendName;
  /**
   * The numbers of the wanted values.
   *
   * @param matters 1 for the cells that count; near-ties elsewhere (beyond a short last block, in finished rows) do not make a row
   * settle. Absent: all count.
   */
  readonly evaluate: (wanted: readonly Value[], shape: Shape, matters?: Uint8Array) => Evaluated | Promise<Evaluated>;
  readonly dispose: () => Promise<void>;
}
