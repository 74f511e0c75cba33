import { GPU, type IKernelRunShortcut, Input } from "gpu.js";
import type { BackendName } from "../../backends/backend.ts";
import { leastRecentlyUsed } from "../../backends/cache.ts";
import { type Device, KEPT_KERNELS } from "./device.ts";
import { keyOf, type Program, sizeOf } from "./program.ts";
import { cells, flatten, type Nested, type Size, type Tensor } from "./tensor.ts";

/** What of a kernel's inside is needed, if it is there: gpu.js makes a view of every cell, which takes longer than small kernels. */
interface Inside {
  _shapeOutput?: (data: Float32Array) => Nested;
  readonly constructor: { readonly mode: BackendName };
}

const inside = (kernel: IKernelRunShortcut): Inside => kernel.kernel as unknown as Inside;

const build = (gpu: GPU, { source, threads, constants }: Program): IKernelRunShortcut => {
  const kernel = gpu.createKernel(source as never, { output: [...threads], constants }).setLoopMaxIterations(1 << 24);
  if (inside(kernel)._shapeOutput !== undefined) { inside(kernel)._shapeOutput = (data) => data; }
  return kernel;
};

const input = (tensor: Tensor, size: Size): Input => {
  if (tensor._tag !== "Host") { throw new Error("a kernel on the host was given a tensor of a device"); }
  return new Input(tensor.data as unknown as number[], [...size]);
};

/** WebAssembly and the cpu backend: kernels read and leave arrays of the host, weights too, of which there is then one copy. */
export const hostDevice = (mode: "webasm" | "cpu"): Device => {
  const gpu = new GPU({ mode });
  const kernels = leastRecentlyUsed<IKernelRunShortcut>(KEPT_KERNELS, (old) => old.destroy());
  let ran: BackendName = mode;
  return {
    form: "four",
    backend: () => ran,
    upload: (data, size) => ({ _tag: "Host", data, size }),
    run: (program, args) => {
      const kernel = kernels.get(keyOf(program, args.map(({ size }) => size)), () => build(gpu, program));
      const size = sizeOf(program);
      const result = kernel(...args.map(({ tensor, size }) => input(tensor, size))) as Nested;
      ran = inside(kernel).constructor.mode;
      return { _tag: "Host", data: flatten(result, cells(size)), size };
    },
    read: (tensor) => tensor._tag === "Host" ? Promise.resolve(tensor.data) : Promise.reject(new Error("not here")),
    free: () => {},
    dispose: async () => {
      for (const kernel of kernels.clear()) { kernel.destroy(); }
      await gpu.destroy();
    },
  };
};
