import type { GPU, IPipelineRunShortcut } from "gpu.js";
import { match } from "ts-pattern";
import type { Place, Plan } from "../graph/plan.ts";
import type { Leaf, Numbers, Shape } from "../graph/value.ts";
import type { BackendName } from "./backend.ts";
import { type Compiled, createKernel, inputOf } from "./compiled.ts";

/** gpu.js reads the number of arguments from the function's length. */
const withLength = <F extends (...args: never[]) => unknown>(length: number, f: F): F =>
  Object.defineProperty(f, "length", { value: length });

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
  const kernels = of.steps.map((step) => createKernel(gpu, step.op.kernel, shape));
  const orchestrate = withLength(of.leaves.length, (...leaves: unknown[]) => {
    const results: unknown[] = [];
    const at = (place: Place): never => (place._tag === "Leaf" ? leaves[place.index] : results[place.index]) as never;
    of.steps.forEach((step, i) => results.push(kernels[i]?.(...step.args.map(at))));
    return of.wanted.map(at);
  });
  const pipe = gpu.createPipeline(orchestrate, { threads: false });
  return {
    run: async (leaves) => {
      const inputs = leaves.map((data, i) => inputOf(data, (of.leaves[i] as Leaf).kind, shape));
      return await pipe(...inputs) as unknown as readonly (Numbers | readonly Numbers[])[];
    },
    ran: () =>
      match(modeOf(pipe))
        .with("webgpu", "webasm", (mode): BackendName => mode)
        .otherwise((): BackendName => "cpu"),
    destroy: async () => {
      await pipe.destroy();
      for (const kernel of kernels) { kernel.destroy(); }
    },
  };
};
