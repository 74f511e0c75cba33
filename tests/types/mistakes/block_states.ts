import { flow, pipe } from "fp-ts/lib/function.js";
import * as b from "../../../dsl/mod.ts";

const think = flow(b.from.noisy, b.predict());
const last = flow(think, b.finish());

// error: commitBlock reads a clean block, and here it is noisy
export const commitWhileNoisy = b.blocks(16, pipe(b.open, b.noise(), b.commitBlock()));

// error: the body of blocks must leave the block open, and this leaves it noisy
export const neverCommitted = b.blocks(16, pipe(b.open, b.noise()));

const forgotten = flow(b.from.open, b.noise(), b.predict(), b.finish(), b.commitBlock());
// error: the body of blocks must be a program: begin with pipe(open, ...)
export const neverBegun = b.blocks(16, forgotten);

// error: a program of a sequence must be a program: begin with pipe(open, ...)
export const neverBegunInASequence = b.sequence(b.autoregressive({ upTo: 16 }), forgotten);

// error: each must be a program: begin with flow(from.noisy, ...)
export const eachIsNone = flow(b.from.noisy, b.denoise(8, { each: () => "noise", last }));

export const eachEndsTheBlock = b.blocks(
  16,
  // error: each must leave the block noisy, and this leaves it clean
  pipe(b.open, b.noise(), b.denoise(8, { each: flow(think, b.finish()), last }), b.commitBlock()),
);

const each = flow(think, b.posterior());
export const lastDoesNotEndIt = b.blocks(
  16,
  // error: last must leave the block clean, and this leaves it noisy
  pipe(b.open, b.noise(), b.denoise(8, { each, last: each }), b.commitBlock()),
);

// error: the repeated body must leave the block noisy, and this leaves it clean
export const repeatEndsTheBlock = flow(b.from.noisy, b.repeat(3, last));

// error: the body of until must leave the block noisy, and this leaves it clean
export const untilEndsTheBlock = flow(b.from.noisy, b.until(b.equal(b.sum(b.masked), 0), { atMost: 3 }, last));

// error: the guided branch must leave the block noisy, and this leaves it clean
export const guidedEndsTheBlock = flow(b.from.noisy, b.guided({ every: 2 }, last, each));

// error: then must leave the block noisy, and this leaves it clean
export const branchEndsTheBlock = flow(b.from.noisy, b.when(b.less(b.step, 2), last, each));

// error: a phase must leave the block noisy, and this leaves it clean
export const phaseEndsTheBlock = flow(b.from.noisy, b.phase([[0.5, last]], each));

// error: predict reads a noisy block, and here it is open
export const predictBeforeNoise = pipe(b.open, b.predict());

// error: noise reads an open block, and here it is noisy
export const noiseTwice = pipe(b.open, b.noise(), b.noise());
