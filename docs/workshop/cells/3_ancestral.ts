// %% [markdown]
// # 3. Ancestral sampling
//
// Goal: you know what one step of ancestral sampling does, and what more steps buy.
//
// This is all of it: noise, then in each step predict and a draw from the posterior, at last predict and finish.

// %%
import {
  blockAncestral,
  blocks,
  commitBlock,
  denoise,
  explain,
  finish,
  from,
  noise,
  open,
  posterior,
  predict,
} from "blockgen/dsl";
import { flow, pipe } from "fp-ts/lib/function.js";
import { deepStrictEqual, ok } from "node:assert/strict";
import { genesis, picture, written } from "../kit.ts";

const inSteps = (steps: number) => {
  const each = flow(from.noisy, predict(), posterior());
  const last = flow(from.noisy, predict(), finish());
  return blocks(16, pipe(open, noise(), denoise(steps, { each, last }), commitBlock()));
};
console.log(explain(inSteps(8)));

// %% [markdown]
// Step through it: a step unmasks about its share and keeps what stands.

// %%
const oracle = await genesis();
const few = await written("2 steps a block", inSteps(2), oracle);
const more = await written("8 steps a block", inSteps(8), oracle);
picture(few, more);

// %% [markdown]
// More steps draw fewer characters at once, and each later draw sees the earlier ones.

// %%
console.log(few.text, few.bits);
console.log(more.text, more.bits);
ok(more.bits < few.bits - 1);

// %% [markdown]
// The catalogue has the same under a name. It shapes the prediction by a temperature, which 1 leaves alone.

// %%
const named = await written("by name", blockAncestral({ size: 16, steps: 8 }), oracle);
deepStrictEqual(named.text, more.text);

// %% [markdown]
// **Try it.** Plot bits over steps. Where does one more step stop paying?
