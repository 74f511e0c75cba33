// A corrector of your own: draft, let a function of yours score the draft, re-noise what it dislikes most.
// Run it: npx tsx examples/02_write_a_corrector.ts
import { flow, pipe } from "fp-ts/lib/function.js";
import * as b from "blockgen/dsl";
import { loadBook, markovOracle, sample } from "blockgen/runtime";

const model = markovOracle((await loadBook()).text, { process: "absorbing" });
const isVowel = (token: number | undefined) => /[aeiou]/i.test(model.symbols[token ?? -1] ?? "");

/** A host function as a stage, on every backend: it dislikes a vowel behind a vowel, and what is no vowel behind another. */
const monotone = b.custom({
  name: "monotone",
  reads: ["draft"],
  leaves: ["score"],
  run: ({ draft = [], context }) => {
    const all = [context.at(-1), ...draft];
    return { score: draft.map((token, i) => (isVowel(token) === isVowel(all[i]) ? 1 : 0)) };
  },
});
/** A name for the group: trace, explain and diagrams know it by that. */
const mixVowels = b.named("mix vowels", flow(b.from.predicted, b.draft(), monotone, b.select(b.top(4)), b.renoise()));

const think = flow(b.from.noisy, b.predict());
const step = { each: flow(think, mixVowels), last: flow(think, b.finish()) };
const sampler = b.blocks(16, pipe(b.open, b.noise(), b.denoise(4, step), b.commitBlock()));
console.log(`${b.explain(sampler)}\n`);

const { rows, trace } = await sample(sampler, model, { length: 16, seed: 1, trace: "stage" });
for (const event of trace) {
  if (event._tag !== "Stage" || event.within[0] !== "mix vowels") continue;
  const { draft = [], canvas } = event.rows[0]!;
  const [guess, now] = [draft, canvas].map((tokens) => JSON.stringify(model.tokenizer.decode(tokens)));
  console.log(`update ${event.step + 1}  ${[...event.within, event.stage].join(" > ").padEnd(22)}  ${guess}  ${now}`);
}
console.log(`result ${JSON.stringify(rows[0]?.text)}`);
