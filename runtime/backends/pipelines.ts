import { type GPU, HeadlessGLKernel, Input, type IPipelineRunShortcut, WebGL2Kernel } from "gpu.js";
import { match } from "ts-pattern";
import type { Place, Plan } from "../graph/plan.ts";
import type { Kernel, Kind, Leaf, Numbers, Shape } from "../graph/value.ts";
import type { BackendName } from "./backend.ts";

/** A plan compiled for a shape. */
export interface Compiled {
  /** The wanted values, cells flat and vocabularies as arrays of rows. */
  readonly run: (leaves: readonly Float32Array[]) => Promise<readonly (Numbers | readonly Numbers[])[]>;
  /** What ran the last call. */ readonly ran: () => BackendName;
  readonly destroy: () => Promise<void>;
}

type Settings = { readonly output: number[]; readonly constants: object };

const settingsOf = (kernel: Kernel, shape: Shape): Settings => {
  const cells = shape.rows * shape.positions;
  const B = Math.max(1, Math.ceil(Math.sqrt(shape.vocabulary)));
  const standard = { P: shape.positions, V: shape.vocabulary, B, C: Math.ceil(shape.vocabulary / B) };
  return {
    output: kernel.output === "cell" ? [cells] : [shape.vocabulary, cells],
    constants: { ...standard, ...kernel.constants?.(shape) },
  };
};

const sourceOf = (gpu: GPU, { device, webasm }: Kernel): string =>
  (gpu.mode === "webasm" && webasm !== undefined ? webasm : device) as string;

/** gpu.js cuts most loops at 1000 turns unless told otherwise. */
const build = (gpu: GPU, kernel: Kernel, shape: Shape) =>
  gpu.createKernel(sourceOf(gpu, kernel), settingsOf(kernel, shape)).setLoopMaxIterations(1 << 24);

const input = (data: Float32Array, kind: Kind, shape: Shape): Input => {
  const cells = shape.rows * shape.positions;
  return new Input(data as unknown as number[], (kind === "cell" ? [cells] : [shape.vocabulary, cells]) as [number]);
};

/** gpu.js reads the number of arguments from the function's length. */
const withLength = <F extends (...args: never[]) => unknown>(length: number, f: F): F =>
  Object.defineProperty(f, "length", { value: length });

/** Which class of gpu.js answers to the mode `gpu`. */
export const glName = (gpu: GPU): BackendName => {
  const kernelClass: unknown = gpu.Kernel;
  return kernelClass === WebGL2Kernel ? "webgl2" : kernelClass === HeadlessGLKernel ? "headlessgl" : "webgl";
};

interface Inside {
  readonly kernels: readonly {
    readonly clone: { readonly kernel: { readonly constructor: { readonly mode: string } } };
  }[];
}

/** The slowest of what the kernels ran on: a single one that degraded shows. */
const modeOf = (pipe: IPipelineRunShortcut): string => {
  const modes = ((pipe.plan as Inside | null)?.kernels ?? []).map(({ clone }) => clone.kernel.constructor.mode);
  return modes.includes("cpu") ? "cpu" : pipe.backend ?? "cpu";
};

/** Compiles a plan: one gpu.js pipeline, in which intermediate values stay on the device. */
export const compile = (gpu: GPU, of: Plan, shape: Shape): Compiled => {
  const kernels = of.steps.map((step) => build(gpu, step.op.kernel, shape));
  const orchestrate = withLength(of.leaves.length, (...leaves: unknown[]) => {
    const results: unknown[] = [];
    const at = (place: Place): never => (place._tag === "Leaf" ? leaves[place.index] : results[place.index]) as never;
    of.steps.forEach((step, i) => results.push(kernels[i]?.(...step.args.map(at))));
    return of.wanted.map(at);
  });
  const pipe = gpu.createPipeline(orchestrate, { threads: false });
  return {
    run: async (leaves) => {
      const inputs = leaves.map((data, i) => input(data, (of.leaves[i] as Leaf).kind, shape));
      return await pipe(...inputs) as unknown as readonly (Numbers | readonly Numbers[])[];
    },
    ran: () =>
      match(modeOf(pipe))
        .with("webgpu", "webasm", "cpu", (mode): BackendName => mode)
        .otherwise(() => glName(gpu)),
    destroy: async () => {
      await pipe.destroy();
      for (const kernel of kernels) { kernel.destroy(); }
    },
  };
};
