import { GPU, type IKernelRunShortcut, Input } from "gpu.js";
import type { BackendName } from "../../backends/backend.ts";
import { leastRecentlyUsed } from "../../backends/cache.ts";
import { glName } from "../../backends/gl_kernels.ts";
import { type Device, KEPT_KERNELS } from "./device.ts";
import { keyOf, type Program, sizeOf } from "./program.ts";
import { cells, flatten, type Handle, type Size, type Tensor } from "./tensor.ts";

const build = (gpu: GPU, { source, threads, constants }: Program): IKernelRunShortcut =>
  gpu.createKernel(source as never, {
    output: [...threads],
    constants,
    pipeline: true,
    immutable: true,
    precision: "single",
  }).setLoopMaxIterations(1 << 24);

const copy = (size: Size): Program => ({
  source: "function (x) { return x[this.thread.z][this.thread.y][this.thread.x]; }",
  threads: size,
  lanes: 1,
  constants: {},
});

const modeOf = (gpu: GPU, kernel: IKernelRunShortcut): BackendName => {
  const { mode } =
    (kernel.kernel as unknown as { readonly constructor: { readonly mode: BackendName | "gpu" } }).constructor;
  return mode === "gpu" ? glName(gpu) : mode;
};

const handleOf = (tensor: Tensor): Handle => {
  if (tensor._tag !== "Device") { throw new Error("a kernel on a device was given a tensor of the host"); }
  return tensor.handle;
};

/** WebGPU and WebGL2: what a kernel leaves stays on the device, and so do the weights; only what is asked for is read back. */
export const realDevice = (mode: "webgpu" | "webgl2" | "headlessgl"): Device => {
  const gpu = new GPU({ mode });
  const kernels = leastRecentlyUsed<IKernelRunShortcut>(KEPT_KERNELS, (old) => old.destroy());
  let ran: BackendName = mode;
  const call = async (program: Program, kernel: IKernelRunShortcut, args: readonly unknown[]): Promise<Tensor> => {
    const handle = await kernel(...args as never[]) as unknown as Handle;
    ran = modeOf(gpu, kernel);
    return { _tag: "Device", handle, size: sizeOf(program) };
  };
  const kernelOf = (program: Program, reads: readonly Size[]): IKernelRunShortcut =>
    kernels.get(keyOf(program, reads), () => build(gpu, program));
  return {
    form: "one",
    backend: () => ran,
    upload: (data, size) =>
      call(copy(size), kernelOf(copy(size), [size]), [new Input(data as unknown as number[], [...size])]),
    run: (program, args) =>
      call(
        program,
        kernelOf(program, args.map(({ tensor }) => tensor.size)),
        args.map(({ tensor }) => handleOf(tensor)),
      ),
    read: async (tensor) => flatten(await handleOf(tensor).toArray(), cells(tensor.size)),
    free: (tensor) => handleOf(tensor).delete(),
    dispose: async () => {
      for (const kernel of kernels.clear()) { kernel.destroy(); }
      await gpu.destroy();
    },
  };
};
