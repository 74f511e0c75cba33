// %% [markdown]
// # 1. Noise
//
// Goal: you can say what a block looks like before anything was predicted, for both kinds of noise.
//
// The oracle has counted which character of Genesis follows which two, so that its predictions are exact.

// %%
import { blockAncestral } from "blockgen/dsl";
import { ok, strictEqual } from "node:assert/strict";
import { firstStep, genesis, picture, written } from "../kit.ts";

const sampler = blockAncestral({ size: 16, steps: 8 });
const masked = await written("masks", sampler, await genesis("absorbing"));
picture(masked);

// %% [markdown]
// A row is a step, a column a position. The first row of each grid is noise: masks, which say where something is missing.
// The same pipeline runs on the other kind of noise, where every token was replaced by a random one.

// %%
const uniform = await written("random tokens", sampler, await genesis("uniform"));
picture(uniform);

// %% [markdown]
// Which of the two first rows hides, and which one lies?

// %%
console.log(firstStep(masked));
console.log(firstStep(uniform));
strictEqual(firstStep(masked), "▒".repeat(16));
ok(!firstStep(uniform).includes("▒"));

// %% [markdown]
// **Try it.** Change the seed, the block size, the number of steps. Does the first row of the right kind ever look like
// text?
