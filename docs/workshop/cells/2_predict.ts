// %% [markdown]
// # 2. Predict
//
// Goal: you know why tokens that are drawn at once go wrong together, though each prediction is exact.
//
// A text of two words, each as likely as the other. Its first letter decides the second.

// %%
import { autoregressive, blockAncestral, type Program } from "blockgen/dsl";
import { exact, markovOracle, type Model } from "blockgen/runtime";
import { isLeft } from "fp-ts/lib/Either.js";
import { ok } from "node:assert/strict";
import { picture, written } from "../kit.ts";

const oracle = markovOracle("ab ab cd ab cd cd ab cd cd ab ab cd cd cd ab ab cd ab ab cd ".repeat(20));
const asked = { prompt: "ab ", length: 48 };
const oneByOne = await written("one by one", autoregressive(), oracle, asked);
const together = await written("sixteen at once", blockAncestral({ size: 16, steps: 1 }), oracle, asked);
console.log(oneByOne.text);
console.log(together.text);
picture(together);

// %% [markdown]
// _Bits a character_ say how surprised the oracle is by a text of its own. The gap is no fault of the model: it is what
// independent draws lose.

// %%
console.log(oneByOne.bits, together.bits);
ok(together.bits > oneByOne.bits + 1);

// %% [markdown]
// With so few symbols the law of what comes out can be computed, without any sampling: how likely is each word that
// follows `ab`, exactly? `ad` and `cb` are no words.

// %%
const words = async (program: Program): Promise<Readonly<Record<string, number>>> => {
  const law = await exact(program, oracle as Model, { length: 5, row: { prompt: "ab " } });
  if (isLeft(law)) { throw new Error(law.left._tag); }
  const entries = [...law.right.distribution].map(([key, p]) =>
    [oracle.tokenizer.decode(key.split(",").map(Number)).slice(3), p] as const
  );
  return Object.fromEntries(entries.sort((a, b) => b[1] - a[1]).slice(0, 4));
};
const exactly = await words(autoregressive());
const atOnce = await words(blockAncestral({ size: "sequence", steps: 1 }));
console.table({ "one by one": exactly, "at once": atOnce });
ok(exactly["ab"]! + exactly["cd"]! > 0.9);
ok(atOnce["ad"]! > 0.15 && atOnce["cb"]! > 0.15);

// %% [markdown]
// **Try it.** How many steps bring `blockAncestral` close to one by one? Print `words` for 1, 2, 4 and 8 steps.

// %%
const wrong = async (steps: number): Promise<number> => {
  const law = await words(blockAncestral({ size: "sequence", steps }));
  return (law["ad"] ?? 0) + (law["cb"] ?? 0);
};
const shares = await Promise.all([1, 2, 4, 8].map(wrong));
console.log(shares);
// Both letters fall into the same step with probability 1/n: each doubling halves the mistakes.
ok(shares.every((share, i) => i === 0 || share < shares[i - 1]!));
