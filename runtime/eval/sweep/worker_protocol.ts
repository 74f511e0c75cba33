import type { Measured } from "./result.ts";

/** What a thread starts with. */
export interface WorkerData {
  /** Threads that onnxruntime may use in it. */ readonly threads: number;
}

/** What a thread says of a cell. */
export type WorkerAnswer =
  & {
    readonly id: string;
    /** What its model and its run have to say, in sentences. */ readonly notices: readonly string[];
  }
  & ({ readonly measured: Measured } | { readonly failed: string });
