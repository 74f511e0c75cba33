import type { Argument, Device } from "./device.ts";
import type { Program } from "./program.ts";
import type { Size, Tensor } from "./tensor.ts";

/** Tensors that outlive a call: weights, and cached context. */
export interface Residents {
  readonly get: (key: string, make: () => Placed) => Promise<Tensor> | Tensor;
  /** Frees them all. */ readonly clear: () => Promise<void>;
}

/** Numbers with their size. */
export interface Placed {
  readonly data: Float32Array;
  readonly size: Size;
}

/** What is to be computed, as a graph; a step that is used twice runs once. */
export type Step =
  | { readonly _tag: "Resident"; readonly among: Residents; readonly key: string; readonly make: () => Placed }
  | { readonly _tag: "Upload"; readonly placed: Placed }
  | { readonly _tag: "Kernel"; readonly program: Program; readonly args: readonly { of: Step; size: Size }[] }
  | {
    readonly _tag: "Host";
    readonly size: Size;
    readonly args: readonly Step[];
    readonly compute: (arrays: readonly Float32Array[]) => Float32Array;
  };

/** Residents of a device. */
export const residentsOn = (device: Device): Residents => {
  const kept = new Map<string, Promise<Tensor> | Tensor>();
  return {
    get: (key, make) => {
      const known = kept.get(key);
      if (known !== undefined) { return known; }
      const { data, size } = make();
      const tensor = device.upload(data, size);
      kept.set(key, tensor);
      return tensor;
    },
    clear: async () => {
      const all = [...kept.values()];
      kept.clear();
      for (const tensor of all) { device.free(await tensor); }
    },
  };
};

const argsOf = (step: Step): readonly Step[] =>
  step._tag === "Kernel" ? step.args.map(({ of }) => of) : step._tag === "Host" ? step.args : [];

/** All steps behind some, each after what it reads; and how often each is read. */
const ordered = (wanted: readonly Step[]): { readonly order: readonly Step[]; readonly uses: Map<Step, number> } => {
  const order: Step[] = [];
  const uses = new Map<Step, number>();
  const visit = (step: Step): void => {
    const known = uses.get(step);
    uses.set(step, (known ?? 0) + 1);
    if (known !== undefined) { return; }
    argsOf(step).forEach(visit);
    order.push(step);
  };
  wanted.forEach(visit);
  return { order, uses };
};

const runStep = (device: Device, step: Step, done: ReadonlyMap<Step, Tensor>): Tensor | Promise<Tensor> => {
  const tensor = (of: Step): Tensor => done.get(of) as Tensor;
  switch (step._tag) {
    case "Resident":
      return step.among.get(step.key, step.make);
    case "Upload":
      return device.upload(step.placed.data, step.placed.size);
    case "Kernel":
      return device.run(step.program, step.args.map(({ of, size }): Argument => ({ tensor: tensor(of), size })));
    case "Host": {
      const arrays = step.args.map((of) => {
        const arg = tensor(of);
        if (arg._tag !== "Host") { throw new Error("a step on the host was given a tensor of a device"); }
        return arg.data;
      });
      return { _tag: "Host", data: step.compute(arrays), size: step.size };
    }
  }
};

/** Numbers of the wanted steps. What nobody reads any more is freed at once. */
export const execute = async (device: Device, wanted: readonly Step[]): Promise<readonly Float32Array[]> => {
  const { order, uses } = ordered(wanted);
  const done = new Map<Step, Tensor>();
  const release = (step: Step): void => {
    const left = (uses.get(step) as number) - 1;
    uses.set(step, left);
    if (left > 0) { return; }
    if (step._tag !== "Resident") { device.free(done.get(step) as Tensor); }
    done.delete(step);
  };
  for (const step of order) {
    const result = runStep(device, step, done);
    done.set(step, result instanceof Promise ? await result : result);
    argsOf(step).forEach(release);
  }
  const read = await Promise.all(wanted.map((step) => device.read(done.get(step) as Tensor)));
  wanted.forEach(release);
  return read;
};
