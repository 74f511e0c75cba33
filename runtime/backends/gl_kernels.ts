import { type GPU, HeadlessGLKernel, WebGL2Kernel } from "gpu.js";
import type { Place, Plan } from "../graph/plan.ts";
import { type Kind, kindOf, type Numbers, type Shape } from "../graph/value.ts";
import type { BackendName } from "./backend.ts";
import { type Cache, leastRecentlyUsed } from "./cache.ts";
import { type Compiled, createKernel, type DeviceKernel, inputOf } from "./compiled.ts";

/** A kernel of gpu.js that leaves its result in a texture of its own. */
type Built = ReturnType<typeof createKernel>;

/** What such a kernel gives: a texture, or numbers if gpu.js fell back to the CPU. */
type Left = { readonly toArray: () => Numbers | readonly Numbers[] } | Numbers | readonly Numbers[];

/** Compiled kernels that are kept: those of a hundred plans, which share most of theirs. */
const KEPT_KERNELS = 1024;

/** A call of a kernel: under which name it is kept, and how it is made. */
interface Call {
  readonly key: string;
  readonly make: () => Built;
}

/** Which class of gpu.js answers to the mode `gpu`. */
export const glName = (gpu: GPU): BackendName => {
  const kernelClass: unknown = gpu.Kernel;
  return kernelClass === WebGL2Kernel ? "webgl2" : kernelClass === HeadlessGLKernel ? "headlessgl" : "webgl";
};

/** Copies an array to a texture, so that many steps read it and it travels once. */
const uploads: Readonly<Record<Kind, DeviceKernel>> = {
  cell: { name: "upload", inputs: ["cell"], output: "cell", device: "function (v) { return v[this.thread.x]; }" },
  vocabulary: {
    name: "upload",
    inputs: ["vocabulary"],
    output: "vocabulary",
    device: "function (v) { return v[this.thread.y][this.thread.x]; }",
  },
};

/**
 * Names the calls of one plan. A texture holds one result, so a plan that calls a kernel twice takes two copies of it; plans share
 * copies, as each is read out before the next one runs.
 */
const callsOf = (gpu: GPU, shape: Shape): (kernel: DeviceKernel, inputs: readonly Kind[]) => Call => {
  const used = new Map<string, number>();
  return (kernel, inputs) => {
    const name = `${kernel.name}(${inputs})`;
    const copy = used.get(name) ?? 0;
    used.set(name, copy + 1);
    return {
      key: `${shape.rows}x${shape.positions}x${shape.vocabulary};${copy};${name}`,
      make: () => createKernel(gpu, kernel, shape).setPipeline(true),
    };
  };
};

const numbersOf = (left: Left): Numbers | readonly Numbers[] =>
  "toArray" in left ? left.toArray() : Array.isArray(left) ? left.map((row: Numbers) => row.slice()) : left.slice();

/** gpu.js computes on the CPU what it cannot compile for the device. */
const fellBack = (built: Built): boolean =>
  (built as unknown as { readonly kernel: { readonly constructor: { readonly mode: string } } })
    .kernel.constructor.mode === "cpu";

interface Context {
  readonly isContextLost?: () => boolean;
}

/** A device that was lost computes nothing, and says so nowhere else. */
const checkThere = (gpu: GPU): void => {
  if ((gpu.context as Context | null)?.isContextLost?.() === true) { throw new Error("the device was lost"); }
};

/**
 * Compiles plans for one device of the GL family, where compiling is what a first run waits for: samplers ask many plans of the same few
 * kernels, and plans of one shape share them. (A pipeline of gpu.js compiles its own copy of each kernel, and gains nothing here: it runs
 * step by step.) The kernels die with the device.
 */
export const glCompiler = (gpu: GPU): (of: Plan, shape: Shape) => Compiled => {
  const kept: Cache<Built> = leastRecentlyUsed(KEPT_KERNELS, (old) => old.destroy());
  return (of, shape) => {
    const name = callsOf(gpu, shape);
    const ups = of.leaves.map(({ kind }) => name(uploads[kind], [kind]));
    const calls = of.steps.map(({ op }) => name(op.kernel as DeviceKernel, op.args.map(kindOf)));
    let slow = false;
    const call = ({ key, make }: Call, args: readonly unknown[]): Left => {
      const built = kept.get(key, make);
      const left = built(...args as never[]) as Left;
      slow ||= fellBack(built);
      return left;
    };
    const run = (leaves: readonly Float32Array[]): readonly (Numbers | readonly Numbers[])[] => {
      const sources = ups.map((up, i) => call(up, [inputOf(leaves[i]!, of.leaves[i]!.kind, shape)]));
      const results: Left[] = [];
      const at = (place: Place): Left => (place._tag === "Leaf" ? sources : results)[place.index]!;
      calls.forEach((one, i) => results.push(call(one, of.steps[i]!.args.map(at))));
      const found = of.wanted.map((place) => numbersOf(at(place)));
      checkThere(gpu);
      return found;
    };
    return {
      run: async (leaves) => await Promise.resolve(run(leaves)),
      ran: () => slow ? "cpu" : glName(gpu),
      destroy: () => Promise.resolve(),
    };
  };
};
