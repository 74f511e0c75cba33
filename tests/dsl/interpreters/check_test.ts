import fc from "fast-check";
import { flow, pipe } from "fp-ts/lib/function.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  type Abilities,
  ancestral,
  ar,
  arpc,
  autoregressive,
  blockAncestral,
  blocks,
  check,
  type Clock,
  commitBlock,
  denoise,
  describeProblem,
  dist,
  draft,
  type Expression,
  finish,
  firstHitting,
  from,
  guide,
  guided,
  less,
  linspace,
  masked,
  memory,
  multiply,
  named,
  needsOf,
  noise,
  type Noisy,
  open,
  type PlannedRun,
  posterior,
  predict,
  type Program,
  remember,
  repeat,
  score,
  select,
  sequence,
  shape,
  step,
  steps,
  subtract,
  sum,
  t,
  threshold,
  toLoo,
  top,
  until,
  write,
} from "../../../dsl/mod.ts";
import { allSamplers } from "../../support/all_samplers.ts";
import { arbitraryProgram } from "../../support/arbitrary_nodes.ts";
import { able, plain } from "../../support/models_as_data.ts";

const about = (program: Program, model?: Abilities, run?: PlannedRun): readonly string[] =>
  check(program, model, run).map(describeProblem);

const think = flow(from.noisy, predict());
const last = flow(think, finish());
const plainStep = flow(think, posterior());
/** A sampler with this step; what the step needs is for `check` to find out. */
const of = (step: (start: Noisy) => unknown, clock: Clock = linspace(), n = 4): Program =>
  blocks(4, pipe(open, noise(), denoise(n, { each: step as (start: Noisy) => Noisy, last, clock }), commitBlock()));

/** For numbers a position where the types want one a row: what JSON may hold. */
const asRow = (wide: unknown) => wide as Expression<never, "row">;

const knobs = suite("check of knobs and formulas");

knobs("numbers out of their range are named, with what was found", () => {
  const cases: readonly (readonly [Program, string])[] = [
    [of(plainStep, linspace(), 0), "steps of denoise must be a whole number from 1 to 100000: found 0"],
    [of(plainStep, linspace(), 2.5), "steps of denoise must be a whole number from 1 to 100000: found 2.5"],
    [blockAncestral({ size: 4.5, steps: 2 }), "size of blocks must be a whole number, 1 or more: found 4.5"],
    [blockAncestral({ size: 4, steps: 2, prefix: -1 }), "prefix of blocks must be a whole number, 0 or more: found -1"],
    [
      blockAncestral({ size: 4, steps: 2, temperature: -1 }),
      "temperature of shape must be a number, 0 or more: found -1",
    ],
    [of(flow(think, shape({ topK: 0 }), posterior())), "topK of shape must be a whole number, 1 or more: found 0"],
    [of(flow(think, shape({ topP: 0 }), posterior())), "topP of shape must be more than 0 and at most 1: found 0"],
    [of(flow(think, posterior({ remask: subtract(3, 1) }))), "remask of posterior must be from 0 to 1: found 2"],
    [of(guided({ every: 0 }, plainStep, plainStep)), "every of guided must be a whole number, 1 or more: found 0"],
    [of(repeat(-1, plainStep)), "times of repeat must be a whole number from 0 to 100000: found -1"],
    [of(until(step, { atMost: 0 }, plainStep)), "atMost of until must be a whole number from 1 to 100000: found 0"],
    [of(plainStep, linspace(undefined, 1)), "timeEps of denoise must be 0 or more and less than 1: found 1"],
    [
      of(flow(think, guide(NaN), posterior())),
      "a number in scale of guide must be a number from -1e+30 to 1e+30: found NaN",
    ],
    [
      of(flow(think, score(multiply(0, Infinity)), posterior())),
      "a number in by of score must be a number from -1e+30 to 1e+30: found Infinity",
    ],
  ];
  for (const [program, sentence] of cases) {
    assert.ok(about(program).includes(sentence), `${sentence}\n${about(program)}`);
  }
  assert.equal(about(blockAncestral({ size: 4, steps: 0.5, policy: "perToken" })), []);
});

knobs("names must say something", () => {
  assert.equal(about(of(named(" ", plainStep))), ["name of named must not be empty"]);
  assert.equal(about(of(flow(think, posterior({ reveal: "" })))), ["reveal of posterior must not be empty"]);
  assert.equal(about(of(flow(think, remember("", memory("")), posterior()))), [
    "name of remember must not be empty",
    "the name of a memory in value of remember must not be empty",
  ]);
});

knobs("a number a position has no place where a row has one", () => {
  const wide = of(flow(think, shape({ temperature: asRow(dist.entropy) }), posterior()));
  assert.equal(about(wide), [
    "temperature of shape is one number a row, and dist.entropy is one a position: take its sum, mean, largest or smallest",
  ]);
  assert.equal(about(of(flow(think, shape({ temperature: asRow(sum(dist.entropy)) }), posterior()))), []);
  const picking = flow(think, draft(), score(dist.margin), select(top(asRow(memory("m")))), write());
  assert.match(about(of(picking))[0], /^quota of select is one number a row, and memory\("m"\) is one a position/);
});

knobs("t stands only in schedules, and nothing else does there", () => {
  assert.equal(about(of(flow(think, shape({ temperature: t }), posterior()))), [
    "t stands only in schedules, and temperature of shape reads it: use alphaT, alphaS or step",
  ]);
  assert.equal(about(of(plainStep, linspace(subtract(1, asRow(masked))))), [
    "the schedule of denoise reads masked, and a schedule may read only t",
  ]);
  assert.equal(about(of(plainStep, firstHitting(steps))), [
    "the schedule of denoise reads steps, and a schedule may read only t",
  ]);
});

knobs("a schedule is a level that falls with t", () => {
  assert.equal(about(of(plainStep, linspace(subtract(2, t)))), [
    "schedule of denoise must be from 0 to 1 at every t: found 1.25",
  ]);
  assert.match(
    about(of(plainStep, linspace(t)))[0],
    /^schedule of denoise must be falling in t: found 1 at t = 1, 0.75 at t = 0.75$/,
  );
  assert.equal(about(of(plainStep, linspace(less(t, 0.5)))), []);
});

knobs("never throws, whatever the nodes are", () => {
  fc.assert(
    fc.property(arbitraryProgram, (program) => {
      for (const problem of check(program, plain, { length: 32 })) {
        assert.match(describeProblem(problem), /\S/);
        assert.match(problem.at, /^nodes/);
      }
    }),
    { seed: 1 },
  );
});

knobs.run();

const models = suite("check of program against model");

models("an able model runs every named sampler", () => {
  for (const [name, sampler] of Object.entries(allSamplers)) {
    const process = needsOf(sampler.nodes).some(({ ability }) => ability === "uniform") ? "uniform" : able.process;
    assert.equal(check(sampler, { ...able, process }, { length: 64 }), [], name);
  }
});

models("all that is missing is named at once, each with what asks for it", () => {
  const step = flow(from.noisy, predict({ visible: "raw", self: true }), guide(1), posterior({ remask: 0.1 }));
  assert.equal(about(of(step), plain), [
    "this model cannot do rawAtVisible, which predict needs",
    "this model cannot do selfConditioning, which predict needs",
    "this model cannot do unconditional, which guide needs",
    "this model cannot do absorbing, which posterior needs: it was trained on uniform noise",
  ]);
  assert.equal(about(arpc({ size: 4, steps: 4, by: ar.nll }), plain), [
    "this model cannot do arVerify, which verify needs",
  ]);
});

models("the process decides", () => {
  assert.equal(about(of(flow(think, toLoo(), posterior())), able), [
    "this model cannot do uniform, which toLoo needs: it was trained on absorbing noise",
  ]);
  const byMask = flow(think, draft(), score(dist.confidence), select(threshold(0.9, { among: masked })), write());
  assert.match(about(of(byMask), plain)[0], /cannot do absorbing, which masked in select needs/);
  assert.match(about(of(plainStep, firstHitting()), plain)[0], /cannot do absorbing, which denoise needs/);
});

models("a stop needs an end of text, and tokens must exist", () => {
  assert.equal(about(autoregressive({ stop: { afterEos: "end" } }), able), []);
  assert.equal(about(autoregressive({ stop: { afterEos: "end" } }), plain), [
    "blocks stops at the token that ends a text, and this model names none: give stop an eos",
  ]);
  assert.equal(about(autoregressive({ stop: { eos: 10, pad: -1, afterEos: "end" } }), able), [
    "eos of blocks must be a whole number from 0 to 9 for this model: found 10",
    "pad of blocks must be a whole number from 0 to 9 for this model: found -1",
  ]);
});

models("serves some sizes of blocks, up to a length", () => {
  const size = (n: number) => blockAncestral({ size: n, steps: 2 });
  assert.equal(about(size(16), plain, { length: 64 }), []);
  assert.equal(about(size(8), plain), ["this model cannot do blocks of 8: it serves 1, 4, 16"]);
  assert.equal(about(size(16), plain, { length: 36 }), []);
  assert.equal(about(size(16), plain, { length: 35 }), [
    "the length leaves a last block of 3, and this model serves blocks of 1, 4, 16",
  ]);
  assert.equal(about(size(256), plain, { length: 16 }), [], "the one block of the row has 16 tokens");
  assert.equal(about(size(256), plain, { length: 32 }), [
    "the length leaves a last block of 32, and this model serves blocks of 1, 4, 16",
  ]);
  assert.equal(about(size(2048), able, { length: 64 }), []);
  assert.equal(about(size(2048), able), ["a block must have at most 1024 tokens for this model: found 2048"]);
  assert.equal(about(size(16), plain, { length: 80 }), [
    "the row must have at most 64 tokens for this model: found 80",
  ]);
  assert.equal(about(ancestral({ steps: 2 }), plain, { length: 16 }), []);
  assert.equal(about(ancestral({ steps: 2 }), plain, { length: 32 }), [
    "this model cannot do one block of 32, the whole row: it serves 1, 4, 16",
  ]);
});

models("later blocks start where the earlier ones end, at the border of a block", () => {
  const then = (upTo: number, size: number | "sequence") =>
    sequence(autoregressive({ upTo }), blockAncestral({ size, steps: 2 }));
  assert.equal(about(then(16, 16)), []);
  assert.equal(about(then(0, "sequence")), []);
  assert.equal(about(then(10, 4)), [
    "blocks of 4 cannot start at position 10, where the earlier ones end: end those at a multiple of 4",
  ]);
  assert.equal(about(then(10, 4), undefined, { length: 10 }), []);
  assert.equal(about(then(4, "sequence")), [
    "one block of the whole row cannot start at position 4, where the earlier blocks end: give it a size",
  ]);
});

models.run();
