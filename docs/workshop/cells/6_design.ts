// %% [markdown]
// # 6. Design your own
//
// Goal: you have built a sampler of your own that beats a baseline at the same number of calls, without cheating.

// %%
import {
  blockAncestral,
  blocks,
  commitBlock,
  cost,
  denoise,
  draft,
  drafted,
  finish,
  from,
  masked,
  noise,
  open,
  predict,
  score,
  select,
  toLink,
  top,
  write,
} from "blockgen/dsl";
import { flow, pipe } from "fp-ts/lib/function.js";
import { ok } from "node:assert/strict";
import { genesis, picture, type Written, written } from "../kit.ts";

const oracle = await genesis();
const asked = { length: 128 };
const baseline = await written("baseline", blockAncestral({ size: 16, steps: 8 }), oracle, asked);
console.log(baseline.nfe, baseline.bits, baseline.text);

// %% [markdown]
// A text that says the same again and again is cheap. So its characters have to stay varied: at least 85 % of the
// baseline's entropy.

// %%
const variety = ({ text }: Written): number => {
  const characters = [...text.slice("In the beginning".length)];
  const shares = [...new Set(characters)].map((one) => characters.filter((c) => c === one).length / characters.length);
  return shares.reduce((sum, p) => sum - p * Math.log2(p), 0);
};
const cheap = await written("cold", blockAncestral({ size: 16, steps: 8, temperature: 0.05 }), oracle, asked);
console.log(cheap.bits, variety(cheap) / variety(baseline), cheap.text);
ok(variety(cheap) < 0.85 * variety(baseline));

// %% [markdown]
// One design: draft everything, keep the two surest characters of each step, draw the rest again.

// %%
const each = flow(
  from.noisy,
  predict(),
  draft({ of: "prediction" }),
  score(drafted.probability),
  select(top(2, masked)),
  write(),
);
const last = flow(from.noisy, predict(), finish());
const mine = blocks(16, pipe(open, noise(), denoise(8, { each, last }), commitBlock()));
const own = await written("my own", mine, oracle, asked);
console.log(own.nfe, own.bits, own.text);
picture(own);

// %%
ok(cost(mine, { length: 128, prompt: 16 }).most <= baseline.nfe);
ok(own.bits < baseline.bits - 0.5 && variety(own) >= 0.85 * variety(baseline));
console.log(toLink(mine));

// %% [markdown]
// **Try it.** Does it hold at other seeds? What if `select` takes fewer at first and more at the end? Put `correct` in as
// well, and pay for it with steps.
