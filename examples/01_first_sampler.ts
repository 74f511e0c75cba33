// A sampler in twelve lines, on the two networks that ship: one trained with masked noise, one with uniform noise.
// Run it: npx tsx examples/01_first_sampler.ts
import { flow, pipe } from "fp-ts/lib/function.js";
import { ar, blocks, commitBlock, correct, denoise, finish, from, noise, open, predict, shape } from "blockgen/dsl";
import { describeLoadError, sample, shippedModel } from "blockgen/runtime";

const think = flow(from.noisy, predict(), shape({ temperature: 0.8 }));
const step = { each: flow(think, correct({ by: ar.nll })), last: flow(think, finish()) };
const sampler = blocks(16, pipe(open, noise(), denoise(16, step), commitBlock()));

for (const model of [await shippedModel("masked"), await shippedModel("uniform")]) {
  if (model._tag === "Left") throw new Error(describeLoadError(model.left));
  const beginning = [{ prompt: "In the beginning " }];
  const { rows, nfe, engine, backend } = await sample(sampler, model.right, { length: 64, rows: beginning, seed: 1 });
  console.log(`${rows[0]?.text}\n`);
  console.log(`${model.right.name}: ${nfe} function evaluations by ${engine}, kernels on ${backend}\n`);
  await model.right.dispose();
}
