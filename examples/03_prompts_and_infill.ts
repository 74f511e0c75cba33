// Rows of one batch, each with its own prompt, pattern or seed; then a model that is a function of yours.
// Run it: npx tsx examples/03_prompts_and_infill.ts
import { ar, arpc, blockAncestral } from "blockgen/dsl";
import { characterTokenizer, loadBook, markovOracle, sample, userModel } from "blockgen/runtime";

const oracle = markovOracle((await loadBook()).text, { process: "absorbing" });
const sampler = arpc({ size: 16, steps: 8, by: ar.nll, temperature: 0.7 });
const batch = await sample(sampler, oracle, {
  length: 48,
  seed: 1,
  rows: [
    { prompt: "And Abraham said, " },
    { prompt: "In the beginning God created the " },
    { infill: "And ________________________________ his brother" },
    { prompt: "And Abraham said, ", seed: 2 },
  ],
});
for (const row of batch.rows) console.log(JSON.stringify(row.text), `${row.nfe} NFE`);

// A row is alone in its batch: alone it gives the same text.
const alone = await sample(sampler, oracle, { length: 48, seed: 1, rows: [{ prompt: "And Abraham said, " }] });
console.log(`alone as in the batch: ${alone.rows[0]?.text === batch.rows[0]?.text}`);

// Any function that returns logits [position][token] is a model: this one knows that letters follow the alphabet.
const letters = [..."abcdefghijklmnopqrstuvwxyz"];
const alphabet = userModel({
  process: "absorbing",
  vocabulary: letters.length,
  tokenizer: characterTokenizer(letters),
  predict: ({ noisy, start }) =>
    Array.from(noisy, (_, i) => letters.map((_, token) => (token === (start + i) % letters.length ? 9 : 0))),
});
const told = await sample(blockAncestral({ size: 8, steps: 4 }), alphabet, { length: 32, rows: [{ prompt: "a" }] });
console.log(JSON.stringify(told.rows[0]?.text));
