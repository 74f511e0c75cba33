import fc from "fast-check";
import { flow, pipe } from "fp-ts/lib/function.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  alphaT,
  blocks,
  commitBlock,
  denoise,
  draft,
  finish,
  fragment,
  from,
  frozen,
  less,
  noise,
  open,
  posterior,
  predict,
  type Process,
  type Program,
  random,
  score,
  select,
  shape,
  sum,
  top,
  when,
  where,
  write,
} from "../../dsl/mod.ts";
import { type BackendName, type RowInput, type RowResult, sample, userModel } from "../../runtime/mod.ts";
import { everySampler, mixedRows, models } from "../support/programs.ts";

/** Law L8: a row depends on its seed, its sample id and its own text, never on its neighbours, their number or their order. */
const LENGTH = 9;
const V = models.absorbing.abilities.vocabulary;

const rowsOf = async (
  program: Program,
  process: Process,
  rows: readonly RowInput[],
  backend: BackendName,
): Promise<readonly RowResult[]> =>
  (await sample(program, models[process], { length: LENGTH, rows, seed: 21, backend })).rows;

/** Sixteen rows with prompts and patterns of different lengths, each with a sample id of its own. */
const sixteen = [...mixedRows(LENGTH, V), ...mixedRows(LENGTH, V), {}, { prompt: [4] }]
  .map((row, i): RowInput => ({ ...row, sample: 100 + i }));

const small = everySampler.filter(([name]) => !/DiffusionGemma|ReMDM|classifier/.test(name));
const laws = suite("law L8: rows are independent");

for (const backend of ["host", "webasm"] as const) {
  laws(`a row alone is the row of a batch of 16: ${backend}`, async () => {
    for (const [name, program, process] of everySampler) {
      const batch = await rowsOf(program, process, sixteen, backend);
      for (const i of backend === "host" ? [0, 3, 6, 9, 15] : [1, 4]) {
        assert.equal(
          (await rowsOf(program, process, [sixteen[i]!], backend))[0],
          batch[i],
          `${name}, ${process}, row ${i}`,
        );
      }
    }
  });
}

laws("rows in another order, with other neighbours, among more or fewer of them, are the same", async () => {
  const indices = fc.array(fc.nat(15), { minLength: 1, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...small), indices, async ([, program, process], order) => {
      const batch = await rowsOf(program, process, sixteen, "host");
      const found = await rowsOf(program, process, order.map((i) => sixteen[i]!), "host");
      found.forEach((row, place) => assert.equal(row, batch[order[place]!]));
    }),
    { numRuns: 60, seed: 8 },
  );
});

laws("the sample id of a row is its index unless it is given, its seed the run's", async () => {
  const [, program, process] = small[4]!;
  const implicit = await rowsOf(program, process, [{}, {}, {}], "host");
  const explicit = await rowsOf(program, process, [{ sample: 2 }, { sample: 0, seed: 21 }, { sample: 1 }], "host");
  assert.equal([explicit[1], explicit[2], explicit[0]], implicit);
});

laws("seeds and sample ids tell rows apart", async () => {
  const [, program, process] = small[2]!;
  const seeds = Array.from(
    { length: 40 },
    (_, i): RowInput => (i < 20 ? { seed: i, sample: 0 } : { seed: 0, sample: i - 19 }),
  );
  const found = await rowsOf(program, process, [...seeds, { seed: 2 ** 40 + 1, sample: 0 }], "host");
  assert.ok(new Set(found.map(({ tokens }) => tokens.join())).size > 35, "40 rows of 9 tokens of 8 symbols");
});

laws("runs that go on at the same time do not see each other", async () => {
  for (const backend of ["host", "cpu", "webasm"] as const) {
    const alone: RowResult[][] = [];
    for (const [, program, process] of small) {
      alone.push([...await rowsOf(program, process, sixteen.slice(0, 3), backend)]);
    }
    const together = await Promise.all(
      small.map(([, program, process]) => rowsOf(program, process, sixteen.slice(0, 3), backend)),
    );
    assert.equal(together, alone, backend);
  }
});

laws("a row at temperature 0 is an argmax, whatever its neighbours' temperatures are", async () => {
  const flat = userModel({
    process: "absorbing",
    vocabulary: 4,
    prediction: "loo",
    predict: ({ noisy }) => Array.from(noisy, () => [0, 0, 0, 0]),
  });
  const think = flow(from.noisy, predict(), shape({ temperature: where(less(alphaT, 0.5), 1, 0) }));
  const block = denoise(2, { each: flow(think, posterior()), last: flow(think, finish()), policy: "proportional" });
  const program = blocks(8, pipe(open, noise(), block, commitBlock()));
  const prompted = { prompt: [1, 1, 1, 1], sample: 7 };
  const of = async (rows: readonly RowInput[]) => (await sample(program, flat, { length: 8, rows, seed: 3 })).rows[0];
  const alone = await of([prompted]);
  assert.equal(alone?.tokens, [1, 1, 1, 1, 0, 0, 0, 0]);
  assert.equal(await of([prompted, { sample: 8 }]), alone);
});

laws("a row that predicts for the first time has no previous logits, whatever its neighbours have", async () => {
  const wary = userModel({
    process: "absorbing",
    vocabulary: 4,
    selfConditioning: true,
    predict: ({ noisy, previous }) =>
      Array.from(noisy, (_, i) => previous === null ? [0, 9, 0, 0] : [0, 0, previous[i]![1]!, 0]),
  });
  const prompted = sum(frozen);
  const once = flow(from.noisy, predict({ self: true }), draft(), score(random), select(top(0)), write());
  const last = flow(from.noisy, predict({ self: true }), finish({ pick: "argmax" }));
  const body = pipe(open, noise(), when(prompted, once, from.noisy), fragment(last), commitBlock());
  const of = async (rows: readonly RowInput[]) =>
    (await sample(blocks(4, body), wary, { length: 4, rows, seed: 1, backend: "host" })).rows;
  const batch = await of([{ prompt: [3] }, {}, { prompt: [3], sample: 5 }]);
  assert.equal(batch.map(({ tokens }) => tokens.join("")), ["3222", "1111", "3222"]);
  assert.equal(batch.map(({ nfe }) => nfe), [2, 1, 2]);
  assert.equal((await of([{ sample: 1 }]))[0], batch[1]);
});

laws.run();
