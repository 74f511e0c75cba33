// %% [markdown]
// # 5. Correctors and ARPC
//
// Goal: you know what a corrector does in a step, what it costs, and when it is worth it.
//
// One stage differs: in place of `posterior`, `correct` drafts the whole block, asks the model from left to right how
// likely each drafted character is, and re-noises the worst.

// %%
import {
  ar,
  blocks,
  commitBlock,
  compare,
  correct,
  cost,
  denoise,
  finish,
  from,
  noise,
  open,
  posterior,
  predict,
} from "blockgen/dsl";
import { flow, pipe } from "fp-ts/lib/function.js";
import { ok, strictEqual } from "node:assert/strict";
import { genesis, picture, written } from "../kit.ts";

const think = flow(from.noisy, predict());
const last = flow(think, finish());
const ancestral = (steps: number) =>
  blocks(16, pipe(open, noise(), denoise(steps, { each: flow(think, posterior()), last }), commitBlock()));
const arpc = (steps: number) =>
  blocks(16, pipe(open, noise(), denoise(steps, { each: flow(think, correct({ by: ar.nll })), last }), commitBlock()));
console.log(compare(ancestral(8), arpc(8)).filter(({ same }) => !same));

// %% [markdown]
// Every step but the last looks twice: `2N - 1` calls a block. So sixteen plain steps cost about what eight corrected ones
// do.

// %%
const plan = { length: 128, prompt: 16 };
strictEqual(cost(ancestral(16), plan).most, 7 * 16);
strictEqual(cost(arpc(8), plan).most, 7 * 15);

// %%
const oracle = await genesis();
const plain = await written("ancestral", ancestral(16), oracle, { length: 128 });
const corrected = await written("ARPC", arpc(8), oracle, { length: 128 });
console.log(plain.nfe, plain.bits, plain.text);
console.log(corrected.nfe, corrected.bits, corrected.text);
ok(corrected.nfe <= plain.nfe && corrected.bits < plain.bits);
picture(corrected);

// %% [markdown]
// Point at a dashed cell: its reason says which probability the model gave to the token that was taken back.

// %%
const reasons = corrected.film.moments.flatMap(({ cells }) => cells).filter(({ kind }) => kind === "renoised");
console.log(reasons.map(({ why }) => why).slice(0, 5));
ok(reasons.every(({ why }) => why.startsWith("re-noised: AR gives")));

// %% [markdown]
// **Try it.** Other scores: `ar.gap`, `ar.entropy`, `divergence.tv`, `random`. Which one is no better than chance?
