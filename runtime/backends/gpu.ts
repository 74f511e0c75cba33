import { GPU } from "gpu.js";
import { checkLength, lengthOf, rowLength, rowOf } from "../graph/extent.ts";
import { decisions, type Plan, plan } from "../graph/plan.ts";
import { kindOf, type Numbers, type Shape, type Value } from "../graph/value.ts";
import { marginOf } from "../kernels/margin_of.ts";
import type { Backend, BackendName, Evaluated } from "./backend.ts";
import { type Cache, leastRecentlyUsed } from "./cache.ts";
import { type ChunkLimits, chunksOf, defaultLimits, download, upload } from "./chunks.ts";
import { runOnHost } from "./host.ts";
import type { Compiled } from "./compiled.ts";
import { glCompiler } from "./gl_kernels.ts";
import { compile } from "./pipelines.ts";

/** Modes of gpu.js that can be asked for. */
export type DeviceName = Exclude<BackendName, "host" | "webgl">;

/** Compiled plans that are kept; a sampler needs a handful for each number of rows. */
const KEPT_PLANS = 96;

/** Rows with a cell that matters and whose margin is not at least 1 (a NaN is not). */
const closeRows = (margins: Float32Array, shape: Shape, matters: Uint8Array | undefined): readonly number[] => {
  const rows = new Set<number>();
  margins.forEach((margin, cell) => {
    if (!(margin >= 1) && (matters === undefined || matters[cell] !== 0)) {
      rows.add(Math.floor(cell / shape.positions));
    }
  });
  return [...rows];
};

/** Computes the rows again from the same leaves with the host twins, and puts them into the arrays. */
const settle = (
  of: Plan,
  arrays: readonly Float32Array[],
  rows: readonly number[],
  wanted: readonly Value[],
  shape: Shape,
): void => {
  for (const row of rows) {
    const truth = runOnHost(of, of.leaves.map((leaf) => rowOf(leaf, row, shape)), { ...shape, rows: 1 });
    wanted.forEach((value, i) => arrays[i]?.set(truth[i] as Numbers, row * rowLength(kindOf(value), shape)));
  }
};

/** Runs a plan chunk by chunk; `values` are what it wants. */
const runOnDevice = async (
  of: Plan,
  values: readonly Value[],
  shape: Shape,
  limits: ChunkLimits,
  compiled: (shape: Shape) => Compiled,
): Promise<readonly Float32Array[]> => {
  const arrays = values.map((value) => new Float32Array(lengthOf(kindOf(value), shape)));
  for (const chunk of chunksOf(shape, limits)) {
    const leaves = of.leaves.map((leaf) => upload(leaf, chunk, shape));
    const results = await compiled({ ...shape, rows: chunk.size }).run(leaves);
    results.forEach((result, i) =>
      download(result, chunk, rowLength(kindOf(values[i] as Value), shape), arrays[i] as Float32Array)
    );
  }
  return arrays;
};

/**
 * Kernels on gpu.js. Each structure of a graph and each shape is compiled once, into a pipeline or (`webgl2`, `headlessgl`) into calls
 * of kernels that all structures share, and kept.
 *
 * @param mode What to ask gpu.js for; `name()` says what it gave. @param limits How large a chunk of rows may be.
 */
export const gpuBackend = (mode: DeviceName, limits: ChunkLimits = defaultLimits): Backend => {
  const gpu = new GPU({ mode });
  const gl = mode === "webgl2" || mode === "headlessgl" ? glCompiler(gpu) : null;
  const cache: Cache<Compiled> = leastRecentlyUsed(KEPT_PLANS, (old) => void old.destroy());
  let last: Compiled | null = null;
  const onDevice = (of: Plan, values: readonly Value[], shape: Shape): Promise<readonly Float32Array[]> =>
    runOnDevice(of, values, shape, limits, (part) => {
      const key = `${part.rows}x${part.positions}x${part.vocabulary};${of.key()}`;
      return last = cache.get(key, () => gl?.(of, part) ?? compile(gpu, of, part));
    });
  const evaluate = async (values: readonly Value[], shape: Shape, matters?: Uint8Array): Promise<Evaluated> => {
    const asked = plan(values);
    const margin = marginOf(decisions(asked));
    if (margin === null) { return { arrays: await onDevice(asked, values, shape), settled: [] }; }
    const all = [...values, margin];
    const arrays = await onDevice(plan(all), all, shape);
    const rows = closeRows(arrays.at(-1) as Float32Array, shape, matters);
    settle(asked, arrays, rows, values, shape);
    return { arrays: arrays.slice(0, values.length), settled: rows };
  };
  return {
    name: () => last?.ran() ?? mode,
    evaluate: (wanted, shape, matters) => aroundLeaves(wanted, shape, (ops) => evaluate(ops, shape, matters)),
    dispose: async () => {
      await Promise.all(cache.clear().map((old) => old.destroy()));
      await gpu.destroy();
    },
  };
};

/** Leaves that are wanted need no device: they are copied. */
const aroundLeaves = async (
  wanted: readonly Value[],
  shape: Shape,
  evaluate: (ops: readonly Value[]) => Promise<Evaluated>,
): Promise<Evaluated> => {
  for (const leaf of plan(wanted).leaves) { checkLength(leaf, shape); }
  const ops = wanted.filter((value) => value._tag === "Op");
  const { arrays, settled } = ops.length > 0 ? await evaluate(ops) : { arrays: [], settled: [] };
  let next = 0;
  return {
    arrays: wanted.map((value) => value._tag === "Leaf" ? value.data.slice() : arrays[next++] as Numbers),
    settled,
  };
};
