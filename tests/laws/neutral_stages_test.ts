import fc from "fast-check";
import { flow } from "fp-ts/lib/function.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  type Body,
  bodyOf,
  custom,
  dist,
  divide,
  from,
  guided,
  named,
  posterior,
  predict,
  type Program,
  remember,
  repeat,
  shape,
  steps,
} from "../../dsl/mod.ts";
import { type Result, sample } from "../../runtime/mod.ts";
import { type Around, aroundPredictions } from "../support/insert.ts";
import { everySampler, mixedRows, models } from "../support/programs.ts";

const think = flow(from.noisy, predict());
const nothing = custom({ name: "looks on", reads: ["dist"], leaves: [], run: () => ({}) });

/** Stages that change nothing, behind a prediction. */
const after: Readonly<Record<string, Body>> = {
  "shape at temperature 1": bodyOf(flow(from.predicted, shape({ temperature: 1 }))),
  "shape at a temperature that comes to 1": bodyOf(flow(from.predicted, shape({ temperature: divide(steps, steps) }))),
  "all of the nucleus": bodyOf(flow(from.predicted, shape({ topP: 1 }))),
  "all of the tokens": bodyOf(flow(from.predicted, shape({ topK: 64 }))),
  "an unused memory": bodyOf(flow(from.predicted, remember("unused", dist.entropy))),
  "a group around nothing": bodyOf(flow(from.predicted, named("nothing", from.predicted))),
  "a group with the name of a stage": bodyOf(flow(from.predicted, named("Posterior", from.predicted))),
  "a group with the name of another": bodyOf(flow(from.predicted, named("correct", from.predicted))),
  "a custom stage that looks on": bodyOf(flow(from.predicted, nothing)),
};

/** Stages that change nothing, where the block is noisy. */
const before: Readonly<Record<string, Body>> = {
  "repeat(0)": bodyOf(flow(from.noisy, repeat(0, flow(think, posterior())))),
  "repeat of nothing": bodyOf(flow(from.noisy, repeat(3, from.noisy))),
  "branches with nothing in them": bodyOf(flow(from.noisy, guided({ every: 2 }, from.noisy, from.noisy))),
  "a step that is never taken": bodyOf(flow(from.noisy, guided({ after: 1000 }, flow(think, posterior()), from.noisy))),
  "a group of nothing": bodyOf(flow(from.noisy, named("Repeat", from.noisy))),
};

const neutral: Readonly<Record<string, Around>> = {
  ...Object.fromEntries(Object.entries(before).map(([name, body]) => [name, { before: body }])),
  ...Object.fromEntries(Object.entries(after).map(([name, body]) => [name, { after: body }])),
};

/** Predicting again spends an NFE, and changes nothing else. */
const again = bodyOf(think);

const go = (program: Program, process: "absorbing" | "uniform", seed = 11): Promise<Result> =>
  sample(program, models[process], { length: 9, rows: mixedRows(9, 6), seed, backend: "host" });

const tokens = (result: Result) => result.rows.map((row) => row.tokens.join(" "));
const small = everySampler.filter(([name]) => !/DiffusionGemma|ReMDM|classifier/.test(name));
const laws = suite("law L9: inserting a neutral stage changes no draw");

for (const [name, extra] of Object.entries(neutral)) {
  laws(name, async () => {
    for (const [sampler, program, process] of small) {
      const [plain, changed] = [await go(program, process), await go(aroundPredictions(program, extra), process)];
      assert.equal(tokens(changed), tokens(plain), `${sampler}, ${process}`);
      assert.is(changed.nfe, plain.nfe);
    }
  });
}

laws("a second prediction in place of the first costs one evaluation and changes no draw", async () => {
  for (const [sampler, program, process] of small) {
    const [plain, changed] = [
      await go(program, process),
      await go(aroundPredictions(program, { before: again }), process),
    ];
    assert.equal(tokens(changed), tokens(plain), `${sampler}, ${process}`);
    assert.ok(changed.nfe > plain.nfe);
  }
});

laws("several at once, in any order, at any seed", async () => {
  const names = fc.shuffledSubarray(Object.keys(neutral), { minLength: 1 });
  await fc.assert(
    fc.asyncProperty(names, fc.constantFrom(...small), fc.nat(), async (extras, [, program, process], seed) => {
      const all = {
        before: extras.flatMap((name) => before[name] ?? []),
        after: extras.flatMap((name) => after[name] ?? []),
      };
      const changed = await go(aroundPredictions(program, all), process, seed);
      assert.equal(tokens(changed), tokens(await go(program, process, seed)));
    }),
    { numRuns: 40, seed: 5 },
  );
});

laws.run();
