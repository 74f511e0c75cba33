import type { Numbers, Shape, Value } from "../graph/value.ts";

/** Where kernels can run. `host` is plain float64 TypeScript, the truth; the others are gpu.js, float32 except `cpu`. */
export type BackendName = "webgpu" | "webgl2" | "headlessgl" | "webasm" | "cpu" | "host";

/** What an evaluation gives. */
export interface Evaluated {
  /** One array for each value asked for. */ readonly arrays: readonly Numbers[];
  /** Rows that came too close to a boundary and were settled by the host twins. */ readonly settled: readonly number[];
}

/** Computes graphs of values. Results are the same on every backend: deciding rows inside the error band are settled on the host. */
export interface Backend {
  /** What really runs (gpu.js falls back silently; this is asked after the first call). */ readonly name: () => BackendName;
  readonly evaluate: (wanted: readonly Value[], shape: Shape) => Evaluated | Promise<Evaluated>;
  readonly dispose: () => Promise<void>;
}
