// %% [markdown]
// # 4. Masked against uniform
//
// Goal: you know why a sampler on masks cannot mend a token, and one on random tokens can.

// %%
import { blockAncestral } from "blockgen/dsl";
import { ok, strictEqual } from "node:assert/strict";
import { genesis, picture, type Written, written } from "../kit.ts";

const sampler = blockAncestral({ size: 16, steps: 8 });
const masked = await written("masks", sampler, await genesis("absorbing"), { length: 32 });
const uniform = await written("random tokens", sampler, await genesis("uniform"), { length: 32 });
picture(masked, uniform);

// %% [markdown]
// Count the second thoughts: tokens that stood, and were replaced in a later step.

// %%
const secondThoughts = ({ film }: Written): number =>
  film.moments.flatMap(({ cells }) => cells).filter(({ why }) => why.startsWith("changed from")).length;
console.log(secondThoughts(masked), secondThoughts(uniform));
strictEqual(secondThoughts(masked), 0);
ok(secondThoughts(uniform) > 0);

// %% [markdown]
// A mask that is gone never comes back; a random token may be drawn again in every step. With exact predictions that is
// worth a quarter of a bit over many texts, too little to see in one. **Try it:** compare bits over several seeds, and then the networks that ship, which are not
// exact: `await shippedModel("masked")`.

// %%
for (const seed of [1, 2, 3]) {
  const a = await written("masks", sampler, await genesis("absorbing"), { seed });
  const b = await written("random tokens", sampler, await genesis("uniform"), { seed });
  console.log(seed, a.bits.toFixed(2), b.bits.toFixed(2));
}
