import type { Noisy, Program } from "../program.ts";

/** A step of a loop: from a noisy block on. */
export type Step<P> = (start: Noisy) => P;

/** A sentence when a body leaves the block in another state than its place wants. */
export type Ends<P, End, Place extends string> = P extends Program<infer S, unknown>
  ? S extends { readonly block: infer B } ? B extends End ? never
    : `${Place} must leave the block ${End & string}, and this leaves it ${B & string}`
  : never
  : never;
