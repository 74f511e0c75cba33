import { flow, pipe } from "fp-ts/lib/function.js";
import * as b from "../../../dsl/mod.ts";
import { type Model, run } from "../../../runtime/mod.ts";

declare const plain: Model<"absorbing">;
declare const whole: Model<"absorbing" | "arVerify">;
declare const untyped: Model;

const think = flow(b.from.noisy, b.predict());
const each = flow(think, b.correct({ by: b.ar.nll }));
const arpc = b.blocks(
  16,
  pipe(b.open, b.noise(), b.denoise(8, { each, last: flow(think, b.finish()) }), b.commitBlock()),
);

export const fits = [run(arpc, whole, { length: 16 }), run(arpc, untyped, { length: 16 })];

// error: this model cannot do arVerify
export const lacksVerification = run(arpc, plain, { length: 16 });

// error: what is run must be a program: begin with pipe(open, ...)
export const neverBegun = run(flow(b.from.open, b.noise(), b.predict(), b.finish(), b.commitBlock()), whole, {
  length: 16,
});

const random = b.arpc({ size: 16, steps: 8, by: b.random });
export const fitsToo = run(random, plain, { length: 16 });

// error: this model cannot do unconditional
export const lacksGuidance = run(b.sequence(arpc, guided()), whole, { length: 16 });

function guided() {
  const step = flow(b.from.noisy, b.predict(), b.guide(1), b.finish());
  return b.blocks(16, pipe(b.open, b.noise(), step, b.commitBlock()));
}
