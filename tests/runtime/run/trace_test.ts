import * as E from "fp-ts/lib/Either.js";
import { flow, pipe } from "fp-ts/lib/function.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  ar,
  arpc,
  blocks,
  commitBlock,
  custom,
  denoise,
  dist,
  draft,
  finish,
  from,
  named,
  noise,
  open,
  posterior,
  predict,
  type Program,
  renoise,
  score,
  select,
  top,
} from "../../../dsl/mod.ts";
import { type Event, type Result, run, sample, stream, type TraceLevel } from "../../../runtime/mod.ts";
import { everySampler, mixedRows, models } from "../../support/programs.ts";

const LENGTH = 9;
const rows = mixedRows(LENGTH, models.absorbing.abilities.vocabulary);
const levels: readonly TraceLevel[] = ["none", "step", "stage"];

const go = (
  program: Program,
  process: "absorbing" | "uniform",
  trace: TraceLevel,
  backend: "host" | "webasm" = "host",
) => sample(program, models[process], { length: LENGTH, rows, seed: 3, trace, backend });

const tagsOf = (result: Result) => [...new Set(result.trace.map((event) => event._tag))].sort();
const stagesOf = (result: Result) => result.trace.flatMap((event) => event._tag === "Stage" ? [event] : []);

const redoOne = named("redo one", flow(from.predicted, draft(), score(dist.entropy), select(top(1)), renoise()));
const turnAround = custom({
  name: "turn around",
  reads: ["block"],
  leaves: ["block"],
  run: ({ canvas }) => ({ canvas: [...canvas].reverse() }),
});
const think = flow(from.noisy, predict());
const own = blocks(
  4,
  pipe(
    open,
    noise(),
    denoise(3, { each: flow(think, redoOne, turnAround), last: flow(think, finish()) }),
    commitBlock(),
  ),
);

const trace = suite("trace levels");

for (const backend of ["host", "webasm"] as const) {
  trace(`none, step and stage give the same tokens and cost the same: ${backend}`, async () => {
    for (const [name, program, process] of everySampler) {
      const slow = /DiffusionGemma|ReMDM|classifier/.test(name);
      if (slow && backend === "webasm") { continue; }
      const results = await Promise.all(levels.map((level) => go(program, process, level, backend)));
      for (const result of results) { assert.equal(result.rows, results[0]!.rows, `${name}, ${process}`); }
    }
  });
}

trace("each level keeps what it says", async () => {
  const [none, step, stage] = await Promise.all(
    levels.map((level) => go(arpc({ size: 4, steps: 3, by: ar.nll }), "uniform", level)),
  );
  assert.equal(none!.trace, []);
  assert.equal(tagsOf(step!), ["Committed", "Step"]);
  assert.equal(tagsOf(stage!), ["Committed", "Stage", "Step"]);
  assert.equal(step!.trace, stage!.trace.filter((event) => event._tag !== "Stage"));
});

trace("a group and a custom stage appear by their names", async () => {
  const stages = stagesOf(await go(own, "absorbing", "stage"));
  const inside = stages.filter(({ within }) => within.includes("redo one")).map(({ stage }) => stage);
  assert.equal([...new Set(inside)], ["Draft", "Score", "Select", "Renoise"]);
  assert.ok(stages.some(({ stage, within }) => stage === "turn around" && within.length === 0));
  const built = stagesOf(await go(arpc({ size: 4, steps: 3, by: ar.nll }), "absorbing", "stage"));
  assert.ok(built.some(({ stage, within }) => stage === "Verify" && within.includes("correct")));
});

trace("a stage shows what it left: a custom stage's canvas, a selection's picks", async () => {
  const stages = stagesOf(await go(own, "absorbing", "stage"));
  let turned = 0;
  for (const [i, { stage, rows }] of stages.entries()) {
    if (stage !== "turn around") { continue; }
    for (const { row, canvas } of rows) {
      const before = stages[i - 1]!.rows.find((one) => one.row === row)!.canvas;
      // A frozen position keeps its token.
      assert.ok(canvas.every((token, at) => token === before[canvas.length - 1 - at] || token === before[at]));
      turned += canvas.some((token, at) => token !== before[at]) ? 1 : 0;
    }
  }
  assert.ok(turned > 0);
  const selected = stages.filter(({ stage }) => stage === "Select").flatMap(({ rows }) => rows);
  assert.ok(selected.length > 0 && selected.every(({ picked }) => picked!.filter(Boolean).length <= 1));
});

trace("steps tell their number, their levels and what was spent so far", async () => {
  const { trace: events, rows: found } = await go(
    blocks(
      4,
      pipe(
        open,
        noise(),
        denoise(3, {
          each: flow(think, posterior()),
          last: flow(think, finish()),
        }),
        commitBlock(),
      ),
    ),
    "uniform",
    "step",
  );
  const steps = events.flatMap((event) => event._tag === "Step" ? event.rows : []);
  for (const s of steps) {
    assert.ok(s.step >= 0 && s.step < 3 && s.steps === 3 && s.alphaT < s.alphaS && s.alphaS <= 1);
    assert.is(s.alphaS === 1, s.step === 2);
  }
  found.forEach(({ nfe }, row) => assert.is(steps.filter((s) => s.row === row).at(-1)?.nfe ?? 0, nfe));
});

trace("committed blocks add up to what was generated", async () => {
  const { trace: events, rows: found } = await go(own, "uniform", "step");
  for (const [row, { tokens }] of found.entries()) {
    for (const event of events) {
      if (event._tag !== "Committed" || event.row !== row) { continue; }
      assert.equal(event.tokens, tokens.slice(event.start, event.start + event.tokens.length));
    }
  }
});

trace("a stream starts, goes on, and ends with what run gives and what it returns itself", async () => {
  for (const level of levels) {
    const options = { length: LENGTH, rows, seed: 3, trace: level, backend: "host" } as const;
    const walk = stream(own, models.uniform, options);
    const events: Event[] = [];
    let next = await walk.next();
    for (; next.done !== true; next = await walk.next()) { events.push(next.value); }
    const last = events.at(-1)!;
    assert.is(events[0]!._tag, "Started");
    assert.ok(last._tag === "Ended" && last.result === next.value);
    assert.is(events.filter(({ _tag }) => _tag === "Ended").length, 1);
    const whole = await run(own, models.uniform, options)();
    assert.equal(next.value, whole);
    assert.ok(E.isRight(whole));
  }
});

trace("a custom stage may spend a slot and leave it again", async () => {
  const again = custom({
    name: "guess again",
    reads: ["draft"],
    spends: ["draft"],
    leaves: ["draft"],
    run: ({ draft }) => ({ draft: (draft ?? []).map(() => 2) }),
  });
  const step = flow(think, draft(), again, score(dist.entropy), select(top(0)), renoise());
  const last = flow(think, finish());
  const program = blocks(4, pipe(open, noise(), denoise(2, { each: step, last }), commitBlock()));
  const { rows: [row] } = await sample(program, models.absorbing, { length: 4, seed: 1, backend: "host" });
  assert.equal(row?.tokens, [2, 2, 2, 2]);
});

trace.run();
