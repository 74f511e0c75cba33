import type { BackendName } from "../../backends/backend.ts";
import type { Form, Program } from "./program.ts";
import type { Size, Tensor } from "./tensor.ts";

/** A tensor, and the size by which a kernel indexes it where its numbers are on the host; on devices that is the tensor's own. */
export interface Argument {
  readonly tensor: Tensor;
  readonly size: Size;
}

/** Runs kernels one after the other; what they leave stays where the next one reads it. */
export interface Device {
  /** Which form of the dense kernels is the fast one here. */ readonly form: Form;
  /** What ran the last kernel. */ readonly backend: () => BackendName;
  readonly upload: (data: Float32Array, size: Size) => Tensor | Promise<Tensor>;
  readonly run: (program: Program, args: readonly Argument[]) => Tensor | Promise<Tensor>;
  /** The numbers; not to be written to. */ readonly read: (tensor: Tensor) => Promise<Float32Array>;
  readonly free: (tensor: Tensor) => void;
  readonly dispose: () => Promise<void>;
}

/** Compiled kernels that are kept: a call needs about forty, a sampler a few calls' worth. */
export const KEPT_KERNELS = 192;
