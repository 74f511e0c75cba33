import { flow, pipe } from "fp-ts/lib/function.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  blocks,
  bodyOf,
  commitBlock,
  custom,
  denoise,
  finish,
  from,
  guided,
  mean,
  named,
  noise,
  open,
  predict,
  type Program,
  random,
  remember,
  repeat,
  score,
  select,
  shape,
  top,
} from "../../../dsl/mod.ts";
import { drawsNumbers } from "../../../runtime/execute/draws.ts";
import { sample } from "../../../runtime/mod.ts";
import { models } from "../../support/programs.ts";

const think = flow(from.noisy, predict());

/** Random numbers of every kind of place, each written down: no two of them may be equal by construction. */
const noting = (into: number[]) =>
  custom({
    name: "note",
    reads: ["block"],
    leaves: [],
    run: ({ uniform, canvas }) => {
      into.push(...canvas.map((_, i) => uniform(i)));
      return {};
    },
  });

const numbers = async (seeds: readonly number[] = [0], rows = 2): Promise<readonly number[]> => {
  const all: number[] = [];
  const note = noting(all);
  const inner = flow(from.noisy, note);
  const each = flow(
    flow(from.noisy, note, note, repeat(2, inner), repeat(2, inner)),
    named("group", inner),
    named("group", inner),
    named("other", flow(from.noisy, named("group", inner))),
    guided({ every: 2 }, inner, inner),
    note,
  );
  const program: Program = blocks(
    3,
    pipe(open, noise(), denoise(3, { each, last: flow(think, finish()) }), commitBlock()),
  );
  for (const seed of seeds) { await sample(program, models.absorbing, { length: 6, rows, seed, backend: "host" }); }
  return all;
};

const keys = suite("random keys");

keys("every place draws numbers of its own: rows, blocks, steps, passes, groups, branches, ordinals", async () => {
  const all = await numbers([0, 1, 2 ** 32, 2 ** 52]);
  // 4 seeds, 2 rows, 2 blocks, 2 updates of 11 notes on 3 positions: 1,056 numbers of 2^24 meet by chance once in 30 such tests.
  assert.is(all.length, 4 * 2 * 2 * 2 * 11 * 3);
  assert.ok(new Set(all).size >= all.length - 1);
});

keys(
  "they are uniform: 32 equal bins, N = 21,120, chi-square below its 1 - 1e-4 quantile of 31 degrees of freedom",
  async () => {
    const all = await numbers(Array.from({ length: 20 }, (_, i) => 1000 + i), 8);
    const bins = new Float64Array(32);
    for (const u of all) { bins[Math.floor(u * 32)]!++; }
    const expected = all.length / 32;
    const statistic = bins.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    assert.is(all.length, 21_120);
    assert.ok(statistic < 69.1, String(statistic));
  },
);

keys("two scores of one step draw different numbers", async () => {
  const seen: number[][] = [];
  const watch = custom({
    name: "watch",
    reads: ["score"],
    leaves: [],
    run: ({ score }) => (seen.push([...score!]), {}),
  });
  const each = flow(
    think,
    score(random),
    watch,
    select(top(1)),
    score(random),
    watch,
    select(top(1)),
  );
  const program = blocks(
    4,
    pipe(open, noise(), denoise(2, { each: each as never, last: flow(think, finish()) }), commitBlock()),
  );
  await sample(program, models.absorbing, { length: 4, backend: "host" });
  assert.is(seen.length, 2);
  assert.is(new Set(seen.flat()).size, 8);
});

keys("only what draws is counted", () => {
  const draws = (step: (start: never) => unknown) => bodyOf(step).map(drawsNumbers);
  assert.equal(draws(flow(from.noisy, predict(), shape({ temperature: mean(random) as never }), remember("a", 1))), [
    false,
    true,
    false,
  ]);
  assert.equal(
    draws(
      flow(from.noisy, repeat(0, flow(think, score(random)) as never), repeat(1, flow(think, score(random)) as never)),
    ),
    [false, true],
  );
  assert.equal(draws(flow(think, finish({ pick: "argmax" }))), [false, false]);
  assert.equal(draws(flow(from.noisy, named("nothing", from.noisy), named("note", flow(from.noisy, noting([]))))), [
    false,
    true,
  ]);
});

keys.run();
