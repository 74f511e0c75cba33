// A sampler in twelve lines, on an exact model of a book.
// Run it: npx tsx examples/01_first_sampler.ts
import { flow, pipe } from "fp-ts/lib/function.js";
import { ar, blocks, commitBlock, correct, denoise, finish, from, noise, open, predict, shape } from "blockgen/dsl";
import { loadBook, markovOracle, sample } from "blockgen/runtime";

const think = flow(from.noisy, predict(), shape({ temperature: 0.7 }));
const step = { each: flow(think, correct({ by: ar.nll })), last: flow(think, finish()) };
const sampler = blocks(16, pipe(open, noise(), denoise(8, step), commitBlock()));

const model = markovOracle((await loadBook()).text, { process: "absorbing" });
const beginning = [{ prompt: "In the beginning " }];
const { rows, nfe, backend } = await sample(sampler, model, { length: 160, rows: beginning, seed: 1 });
console.log(`${rows[0]?.text}\n\n${nfe} function evaluations, kernels on ${backend}`);
