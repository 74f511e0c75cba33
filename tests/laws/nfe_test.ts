import fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  ar,
  arpc,
  autoregressive,
  blockAncestral,
  classifierFree,
  cost,
  divergence,
  draftAndVerify,
  entropyBounded,
  fastDllm,
  firstHittingBlocks,
  type Program,
  random,
  scores,
  type StepPolicy,
} from "../../dsl/mod.ts";
import { ancestral, leftToRight } from "../../dsl/mod.ts";
import { type RowInput, sample } from "../../runtime/mod.ts";
import { everySampler, models } from "../support/programs.ts";

/** Law L11: the function evaluations that a run spends on each row are those that `cost` says before it. */
const V = models.absorbing.abilities.vocabulary;
const token = fc.nat(V - 1);
const row = (length: number): fc.Arbitrary<RowInput> =>
  fc.oneof(
    fc.constant({}),
    fc.array(token, { minLength: 1, maxLength: length }).map((prompt) => ({ prompt })),
    fc.array(fc.option(token), { maxLength: length }).map((infill) => ({ infill })),
  );

const costOf = (program: Program, length: number, { prompt = [], infill = [] }: RowInput) =>
  cost(program, {
    length,
    prompt: prompt.length,
    infill: Array.from(infill as readonly (number | null)[], (t) => t !== null),
  });

const spent = async (program: Program, process: "absorbing" | "uniform", length: number, rows: readonly RowInput[]) =>
  (await sample(program, models[process], { length, rows, seed: 2, backend: "host" })).rows.map(({ nfe }) => nfe);

const policy = fc.constantFrom<StepPolicy>("full", "proportional", "perToken");
const knobs = fc.record({
  size: fc.constantFrom(1, 3, 4, 8, 16),
  steps: fc.integer({ min: 1, max: 7 }),
  by: fc.constantFrom(...Object.values(scores)),
  every: fc.integer({ min: 1, max: 3 }),
  warmup: fc.nat(3),
  policy,
});

const program: fc.Arbitrary<Program> = fc.oneof(
  knobs.map((k) => arpc({ ...k, steps: k.policy === "perToken" ? k.steps / 4 : k.steps }) as Program),
  knobs.map((k) => blockAncestral({ ...k, steps: k.policy === "perToken" ? k.steps / 4 : k.steps })),
  knobs.map(({ steps }) => ancestral({ steps })),
  knobs.map(({ size }) => leftToRight({ size })),
  fc.constant(autoregressive()),
);

const laws = suite("law L11: a run spends what cost says");

laws("any sampler, knobs, length, prompt and pattern, each row of a batch by itself", async () => {
  const length = fc.integer({ min: 1, max: 17 });
  const cases = length.chain((l) =>
    fc.tuple(
      program,
      fc.constantFrom("absorbing" as const, "uniform" as const),
      fc.constant(l),
      fc.array(row(l), { minLength: 1, maxLength: 3 }),
    )
  );
  await fc.assert(
    fc.asyncProperty(cases, async ([program, process, length, rows]) => {
      const costs = rows.map((row) => costOf(program, length, row));
      assert.ok(costs.every(({ least, most }) => least === most));
      assert.equal(await spent(program, process, length, rows), costs.map(({ most }) => most));
    }),
    { numRuns: 150, seed: 3 },
  );
});

laws("every sampler of the table: exactly, or within the bounds where it stops by itself", async () => {
  const rows: readonly RowInput[] = [{}, { prompt: [1, 2, 0] }, { infill: [1, null, null, 2, null] }];
  for (const [name, program, process] of everySampler) {
    const found = await spent(program, process, 10, rows);
    rows.forEach((row, i) => {
      const { least, most } = costOf(program, 10, row);
      assert.ok(
        least <= found[i]! && found[i]! <= most,
        `${name}, ${process}, row ${i}: ${least} <= ${found[i]} <= ${most}`,
      );
    });
  }
});

laws("ARPC costs 2N - 1 a block with AR scores and N without, fewer when it corrects less often", async () => {
  for (const steps of [1, 2, 5, 8]) {
    const nfe = (options: Partial<Parameters<typeof arpc>[0]>) =>
      spent(arpc({ size: 4, steps, by: ar.nll, ...options }) as Program, "uniform", 8, [{}]).then(([all]) => all! / 2);
    assert.is(await nfe({}), 2 * steps - 1);
    assert.is(await nfe({ by: divergence.kl }), 2 * steps - 1);
    assert.is(await nfe({ by: random }), steps);
    for (const [every, warmup] of [[2, 0], [1, 2], [3, 1]] as const) {
      const corrections = Math.max(0, Math.floor((steps - 2 - warmup) / every) + 1);
      assert.is(await nfe({ every, warmup }), steps + corrections, `N = ${steps}, every ${every}, warmup ${warmup}`);
    }
  }
});

laws(
  "first-hitting costs one a free position, guidance two an update, a draft and its verification two a pass",
  async () => {
    const rows: readonly RowInput[] = [{}, { prompt: [1, 2, 0] }, { infill: [1, null, null, 2, null] }];
    const free = [10, 7, 8];
    assert.equal(await spent(firstHittingBlocks(), "absorbing", 10, rows), free);
    assert.equal(await spent(classifierFree({ steps: 6 }), "absorbing", 10, rows), [12, 12, 12]);
    const passes = await spent(draftAndVerify({ size: 10 }), "absorbing", 10, rows);
    assert.ok(passes.every((nfe, i) => nfe % 2 === 0 && nfe >= 2 && nfe <= 2 * free[i]!), String(passes));
    for (const program of [fastDllm({ size: 10 }), entropyBounded({ size: 10 })]) {
      const found = await spent(program, "absorbing", 10, rows);
      assert.ok(found.every((nfe, i) => nfe >= 1 && nfe <= free[i]!), String(found));
    }
  },
);

laws("with a stop, a row that ended costs nothing more", async () => {
  const model = { ...models.absorbing, abilities: { ...models.absorbing.abilities, eos: 1 } };
  const program = blockAncestral({ size: 2, steps: 3, stop: { afterEos: "end" } });
  const { rows } = await sample(program, model, { length: 16, rows: 40, seed: 1, backend: "host" });
  for (const { nfe, tokens, ended } of rows) {
    const at = tokens.indexOf(1);
    const blocksRun = at < 0 ? 8 : Math.floor(at / 2) + 1;
    assert.is(nfe, 3 * blocksRun);
    assert.is(ended, at < 0 ? "length" : "eos");
  }
  assert.ok(rows.some(({ ended }) => ended === "eos") && new Set(rows.map(({ nfe }) => nfe)).size > 2);
});

laws.run();
