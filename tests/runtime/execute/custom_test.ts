import { flow, pipe } from "fp-ts/lib/function.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  ar,
  blocks,
  commitBlock,
  custom,
  denoise,
  draft,
  finish,
  from,
  type HostView,
  noise,
  open,
  posterior,
  predict,
  type Program,
  renoise,
  score,
  select,
  type Slot,
  top,
  verify,
} from "../../../dsl/mod.ts";
import { sample } from "../../../runtime/mod.ts";
import { assertFailure, failureOf } from "../../support/failures.ts";
import { models } from "../../support/programs.ts";

type Returned = (view: HostView) => unknown;
const think = flow(from.noisy, predict());

/** A stage behind the prediction of each update but the last: what it returns is up to the test. */
const withStage = (leaves: Slot, run: Returned, reads: readonly Slot[] = ["block", "dist"]): Program => {
  const stage = custom({ name: "mine", reads, leaves: [leaves], run: run as never }) as unknown as ReturnType<
    typeof predict
  >;
  const each = flow(from.noisy, predict(), stage, posterior() as never) as never;
  return blocks(4, pipe(open, noise(), denoise(3, { each, last: flow(think, finish()) }), commitBlock()));
};

const fails = (leaves: Slot, run: Returned, process: "absorbing" | "uniform" = "absorbing") =>
  failureOf(withStage(leaves, run), models[process], { length: 6, rows: [{ prompt: [1] }, {}] });

const stages = suite("custom stages");

stages("one that throws ends the run in a sentence with its name", async () => {
  const error = await fails("dist", () => {
    throw new Error("no idea");
  });
  assert.equal(error, { _tag: "CustomFailed", stage: "mine", reason: "no idea" });
  assertFailure(
    await fails("dist", () => Promise.reject("never")),
    "CustomFailed",
    /it must return its result, not a promise/,
  );
});

stages("nonsense is named", async () => {
  const cases: readonly (readonly [Slot, Returned, RegExp])[] = [
    ["dist", () => undefined, /must return dist, which it says it leaves: found none/],
    ["dist", () => null, /found none/],
    ["dist", () => ({}), /found none/],
    ["dist", () => ({ dist: "x" }), /dist must be an array: found string/],
    ["dist", () => ({ dist: [[0]] }), /dist must have 4 entries: found 1/],
    [
      "dist",
      ({ dist }) => ({ dist: dist!.map(() => [0]) }),
      /dist must hold \d+ log-probabilities a position: found 0/,
    ],
    ["dist", ({ dist }) => ({ dist: dist!.map((logs) => logs.map(() => NaN)) }), /found NaN/],
    ["dist", ({ dist }) => ({ dist: dist!.map((logs) => logs.map(() => Infinity)) }), /found Infinity/],
    [
      "dist",
      ({ dist }) => ({ dist: dist!.map((logs) => logs.map(() => -Infinity)) }),
      /dist must hold a possible token at every position: found only -Infinity/,
    ],
    ["block", ({ canvas }) => ({ canvas: canvas.slice(1) }), /canvas must have 4 entries: found 3/],
    [
      "block",
      ({ canvas, vocabulary }) => ({ canvas: canvas.map(() => vocabulary + 1) }),
      /canvas must hold tokens from 0 to \d+/,
    ],
    ["block", ({ canvas }) => ({ canvas: canvas.map(() => 0.5) }), /canvas must hold tokens .*: found 0.5/],
    ["draft", ({ canvas, vocabulary }) => ({ draft: canvas.map(() => vocabulary) }), /draft must hold tokens/],
    ["score", ({ canvas }) => ({ score: canvas.map(() => NaN) }), /score must hold finite numbers: found NaN/],
    ["picked", ({ canvas }) => ({ picked: canvas.map(() => 1) }), /picked must hold true or false: found 1/],
  ];
  for (const [leaves, run, sentence] of cases) { assertFailure(await fails(leaves, run), "CustomFailed", sentence); }
  const mask: Returned = ({ canvas, vocabulary }) => ({ canvas: canvas.map(() => vocabulary) });
  assertFailure(await fails("block", mask, "uniform"), "CustomFailed", /canvas must hold tokens/);
});

stages("what it sees are copies: writing to them changes nothing", async () => {
  const vandal: Returned = (view) => {
    const dist = view.dist!.map((logs) => [...logs]);
    (view.canvas as number[]).fill(0);
    (view.context as number[]).fill(0);
    for (const logs of view.dist as number[][]) { logs.fill(0); }
    return { dist };
  };
  const options = { length: 6, seed: 3, backend: "host", rows: 4 } as const;
  const quiet = await sample(withStage("dist", ({ dist }) => ({ dist })), models.uniform, options);
  assert.equal((await sample(withStage("dist", vandal), models.uniform, options)).rows, quiet.rows);
});

stages("it sees its row: block, levels, counters, context, what is frozen, and numbers of its own", async () => {
  const seen: HostView[] = [];
  const watch: Returned = (view) => {
    seen.push(view);
    return { dist: view.dist };
  };
  const rows = [{ prompt: [1, 2, 0, 3, 1] }, {}];
  await sample(withStage("dist", watch), models.absorbing, { length: 8, rows, backend: "host", seed: 2 });
  const first = seen.find(({ start, step }) => start === 4 && step === 0)!;
  assert.equal(first.context, [1, 2, 0, 3]);
  assert.equal(first.frozen, [true, false, false, false]);
  assert.is(first.canvas[0], 1);
  assert.equal([first.step, first.steps], [0, 3]);
  assert.ok(first.alphaT < first.alphaS && first.alphaS < 1);
  assert.ok(first.dist!.every((logs) => Math.abs(logs.reduce((sum, log) => sum + Math.exp(log), 0) - 1) < 1e-6));
  const numbers = seen.map(({ uniform }) => uniform(0));
  assert.is(new Set(numbers).size, seen.length, "other rows, blocks and steps draw other numbers");
  assert.ok(numbers.every((u) => u >= 0 && u < 1 && Number.isInteger(u * 2 ** 24)));
  assert.is(first.uniform(1, 5), first.uniform(1, 5));
  assert.is.not(first.uniform(1, 5), first.uniform(1, 6));
});

stages("its evaluations count, its spent slots are gone, and every backend runs it", async () => {
  const own = custom({
    name: "most probable",
    reads: ["dist"],
    leaves: ["block"],
    spends: ["dist"],
    nfe: 2,
    run: ({ dist }) => ({ canvas: dist!.map((logs) => logs.indexOf(Math.max(...logs))) }),
  });
  const program = blocks(
    4,
    pipe(open, noise(), denoise(3, { each: flow(think, own), last: flow(think, finish()) }), commitBlock()),
  );
  const run = (backend: "host" | "cpu" | "webasm") => sample(program, models.uniform, { length: 8, rows: 3, backend });
  const truth = await run("host");
  assert.is(truth.rows[0]!.nfe, 2 * (3 + 2 * 2));
  for (const backend of ["cpu", "webasm"] as const) { assert.equal((await run(backend)).rows, truth.rows); }
});

stages("it sees the same numbers on every backend: what it compares then ties everywhere or nowhere", async () => {
  const seenOn = async (backend: "host" | "webasm") => {
    const seen: unknown[] = [];
    const watch = custom({
      name: "watch",
      reads: ["dist", "ar", "score", "draft"],
      leaves: [],
      run: ({ dist, ar, score, draft }) => (seen.push([dist, ar, score, draft]), {}),
    });
    const each = flow(think, draft(), verify(), score(ar.nll), watch, select(top(1)), renoise());
    const program = blocks(4, pipe(open, noise(), denoise(3, { each, last: flow(think, finish()) }), commitBlock()));
    await sample(program, models.absorbing, { length: 6, rows: 2, seed: 5, backend });
    return seen;
  };
  const seen = await seenOn("host");
  assert.is(seen.length, 2 * 2 * 2);
  assert.equal(await seenOn("webasm"), seen);
});

stages(
  "a token that it rules out is impossible, for it and for what comes after, and the rest is normalised",
  async () => {
    const seen: HostView[] = [];
    const banned: Returned = ({ dist }) => ({ dist: dist!.map((logs) => logs.map((x, v) => v === 0 ? -Infinity : x)) });
    const ban = custom({ name: "ban", reads: ["dist"], leaves: ["dist"], run: banned as never });
    const watch = custom({ name: "watch", reads: ["dist"], leaves: [], run: (view) => (seen.push(view), {}) });
    const program = blocks(4, pipe(open, noise(), predict(), ban, watch, finish(), commitBlock()));
    const { rows } = await sample(program, models.absorbing, { length: 8, rows: 3, seed: 1, backend: "webasm" });
    assert.is(seen.length, 6);
    for (const logs of seen.flatMap(({ dist }) => dist!)) {
      assert.is(logs[0], -Infinity);
      assert.ok(Math.abs(logs.reduce((sum, x) => sum + Math.exp(x), 0) - 1) < 1e-12);
    }
    assert.ok(rows.every(({ tokens }) => !tokens.includes(0)));
  },
);

stages.run();
