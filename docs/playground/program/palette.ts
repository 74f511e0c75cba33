import {
  accept,
  alphaS,
  ar,
  blocks,
  bodyOf,
  commitBlock,
  correct,
  credit,
  denoise,
  dist,
  draft,
  drafted,
  finish,
  from,
  guide,
  guided,
  less,
  masked,
  negate,
  type Node,
  noise,
  noiseQuota,
  open,
  posterior,
  predict,
  redraw,
  remember,
  renoise,
  repeat,
  score,
  select,
  shape,
  sum,
  type Tag,
  threshold,
  toLoo,
  top,
  until,
  verify,
  when,
  write,
} from "blockgen/dsl";
import { flow, pipe } from "fp-ts/lib/function.js";

/** Tokens of a block, and so the most that can be filled one by one. */
const BLOCK = 16;

/** The node of a stage. */
const one = (stage: (before: never) => unknown): Node => bodyOf(stage)[0]!;

const think = flow(from.noisy, predict());
const step = flow(think, posterior());
const corrected = flow(think, correct({ by: ar.nll }));
const loop = denoise(8, { each: step, last: flow(think, finish()) });
const guess = flow(think, draft(), score(drafted.probability));
/** One token a pass, and another one each time: what stands is certain to the model, so that it would be picked for ever. */
const fillOne = flow(guess, select(top(1, masked)), write());
/** The same where noise is random tokens, and nothing is masked. */
const changeOne = flow(guess, select(top(1, drafted.changed)), write());

/**
 * What a click into a gap can put there, with the usual settings; in the order of the list. The table names every variant, so that a new
 * one has to be given its place. A custom stage has none: it is a function, and functions are written as code.
 */
const PALETTE: { readonly [T in Tag]: readonly Node[] } = {
  Noise: [one(noise())],
  Predict: [one(predict()), one(predict({ visible: "raw" }))],
  Shape: [one(shape({ temperature: 0.7 }))],
  Guide: [one(guide(1))],
  ToLoo: [one(toLoo())],
  Credit: [one(credit({ decay: 0.9, gain: 1, weight: 0.5 }))],
  Posterior: [one(posterior())],
  Named: [one(correct({ by: ar.nll })), one(correct({ by: negate(dist.confidence) }))],
  Draft: [one(draft())],
  Verify: [one(verify())],
  Accept: [one(accept())],
  Score: [one(score(ar.nll)), one(score(drafted.probability)), one(score(dist.confidence))],
  Select: [
    one(select(top(noiseQuota))),
    one(select(top(1, masked))),
    one(select(threshold(0.9, { minimum: 1, among: masked }))),
  ],
  Write: [one(write()), one(renoise()), one(redraw())],
  Remember: [one(remember("confidence", dist.confidence))],
  Finish: [one(finish()), one(finish({ pick: "argmax" })), one(finish({ pick: "keep" }))],
  Denoise: [one(loop)],
  When: [one(guided({ every: 2 }, corrected, step)), one(when(less(alphaS, 0.5), corrected, step))],
  Repeat: [one(repeat(2, changeOne))],
  Until: [one(until(less(sum(masked), 1), { atMost: BLOCK }, fillOne))],
  CommitBlock: [one(commitBlock())],
  Blocks: blocks(BLOCK, pipe(open, noise(), loop, commitBlock())).nodes,
  Custom: [],
};

/** Every stage that the page offers. */
export const palette: readonly Node[] = Object.values(PALETTE).flat();
