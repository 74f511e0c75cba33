import type { Measured } from "./result.ts";

/** What a thread starts with. */
export interface WorkerData {
  /** Threads that onnxruntime may use in it. */ readonly threads: number;
}

/** What a thread says of a cell. */
export type WorkerAnswer =
  | { readonly id: string; readonly measured: Measured }
  | { readonly id: string; readonly failed: string };
