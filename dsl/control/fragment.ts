import type { Noisy, Program } from "../program.ts";

/** A step of a loop: from a noisy block on. */
export type Step<P> = (start: Noisy) => P;

/** A sentence when a body is no program: never for what an earlier error left as `unknown`. */
export type Unbegun<P, Begin extends string, Place extends string> = unknown extends P ? never
  : P extends Program ? never
  : `${Place} must be a program: begin with ${Begin}`;

/** A sentence when a body is no program, or leaves the block in another state than its place wants. */
export type Ends<P, End, Place extends string> = P extends Program<infer S, unknown>
  ? S extends { readonly block: infer B } ? B extends End ? never
    : `${Place} must leave the block ${End & string}, and this leaves it ${B & string}`
  : never
  : Unbegun<P, End extends "open" ? "pipe(open, ...)" : "flow(from.noisy, ...)", Place>;
