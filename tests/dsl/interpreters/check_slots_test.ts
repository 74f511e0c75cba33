import { guidedTest } from "../../../dsl/control/guided.ts";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  ar,
  type Body,
  bodyOf,
  check,
  correct,
  describeProblem,
  dist,
  from,
  type Node,
  program,
  random,
} from "../../../dsl/mod.ts";
import { allSamplers } from "../../support/all_samplers.ts";

const one = { _tag: "Number", value: 1 } as const;
const predict: Node = { _tag: "Predict", visible: "carryOver", self: false };
const shape: Node = { _tag: "Shape", temperature: one, topK: null, topP: null, crossing: "keep" };
const posterior: Node = { _tag: "Posterior", assume: "declared", remask: { _tag: "Number", value: 0 }, reveal: null };
const draft: Node = { _tag: "Draft", of: "posterior", pick: "draw", assume: "declared" };
const verify: Node = { _tag: "Verify", temperature: one };
const finish: Node = { _tag: "Finish", pick: "draw", assume: "declared", among: one };
const score: Node = { _tag: "Score", by: random.formula };
const named = (name: string, ...body: Body): Node => ({ _tag: "Named", name, body });
const repeat = (...body: Body): Node => ({ _tag: "Repeat", times: 2, body });
const guided = (then: Body, otherwise: Body): Node => ({
  _tag: "When",
  test: guidedTest({ every: 2 }).formula,
  then,
  otherwise,
});
const linspace = { _tag: "Linspace", schedule: one, timeEps: 0 } as const;
const denoise = (each: Body, last: Body = [predict, finish]): Node => ({
  _tag: "Denoise",
  steps: 4,
  policy: "full",
  clock: linspace,
  each,
  last,
});
const blocks = (...body: Body): Node => ({ _tag: "Blocks", size: 4, upTo: null, prefix: null, stop: null, body });

/** The sentences about a step, run as every update but the last of a sampler. */
const aboutStep = (...each: Body): readonly string[] =>
  about(blocks({ _tag: "Noise" }, denoise(each), { _tag: "CommitBlock" }));
const about = (...nodes: Body): readonly string[] => check(program(nodes)).map(describeProblem);

const slots = suite("check of slots");

slots("has nothing to say of any named sampler", () => {
  for (const [name, sampler] of Object.entries(allSamplers)) { assert.equal(check(sampler), [], name); }
});

slots("says of a missing slot what the compiler says", () => {
  assert.equal(aboutStep(predict, verify, posterior), ["verify reads draft, which no earlier stage has left"]);
  assert.equal(aboutStep(shape, predict, posterior), ["shape reads dist, which no earlier stage has left"]);
  assert.equal(aboutStep(predict, posterior, shape), ["shape reads dist, which no earlier stage has left"]);
  assert.equal(aboutStep(predict, { _tag: "Score", by: ar.entropy.formula }, posterior), [
    "score reads ar, which no earlier stage has left",
  ]);
});

slots("says of the state of the block what the compiler says", () => {
  assert.equal(about(blocks({ _tag: "Noise" }, { _tag: "CommitBlock" })), [
    "commitBlock reads a clean block, and here it is noisy",
  ]);
  assert.equal(about(blocks(predict, finish, { _tag: "CommitBlock" })), [
    "predict reads a noisy block, and here it is open",
  ]);
  assert.equal(aboutStep(predict, finish), ["each must leave the block noisy, and this leaves it clean"]);
  assert.equal(
    about(blocks({ _tag: "Noise" }, denoise([predict, posterior], [predict, posterior]), { _tag: "CommitBlock" })),
    [
      "last must leave the block clean, and this leaves it noisy",
    ],
  );
  assert.equal(about(blocks({ _tag: "Noise" }, predict, finish)), [
    "the body of blocks must leave the block open, and this leaves it clean",
  ]);
  assert.equal(aboutStep(repeat(predict, finish)), [
    "the repeated body must leave the block noisy, and this leaves it clean",
  ]);
});

slots("one mistake is one problem, and two are two", () => {
  assert.equal(aboutStep(predict, verify, { _tag: "Score", by: ar.nll.formula }, posterior).length, 1);
  assert.equal(
    aboutStep(shape, posterior, shape),
    new Array(2).fill("shape reads dist, which no earlier stage has left"),
  );
});

slots("a group complains under its own name of what it should have found", () => {
  const group = named("my corrector", draft, score, { _tag: "Select", pick: { _tag: "Top", quota: one, among: one } }, {
    _tag: "Write",
    level: one,
    rest: one,
  });
  assert.equal(aboutStep(group), ["my corrector reads dist, which no earlier stage has left"]);
  assert.equal(aboutStep(predict, group), []);
  assert.equal(aboutStep(...bodyOf((start: never) => correct({ by: dist.entropy })(from.predicted(start)))), [
    "correct reads dist, which no earlier stage has left",
  ]);
  assert.equal(about(blocks(named("early", predict, finish), { _tag: "CommitBlock" })), [
    "early reads a noisy block, and here it is open",
  ]);
});

slots("what no stage before a group could mend is the stage's own mistake", () => {
  assert.equal(aboutStep(named("g", predict, posterior, shape)), ["shape reads dist, which no earlier stage has left"]);
  assert.equal(aboutStep(named("g", predict, named("h", verify), posterior)), [
    "g reads draft, which no earlier stage has left",
  ]);
});

slots("branches hand only the block on, in and out", () => {
  assert.equal(aboutStep(predict, guided([draft], [])), ["draft reads dist, which no earlier stage has left"]);
  assert.equal(aboutStep(guided([predict, draft], [predict, draft]), verify), [
    "verify reads draft, which no earlier stage has left",
  ]);
  assert.equal(aboutStep(predict, guided([], []), posterior), [
    "posterior reads dist, which no earlier stage has left",
  ]);
  assert.equal(aboutStep(guided([predict, finish], [predict, posterior])), [
    "the guided branch must leave the block noisy, and this leaves it clean",
  ]);
});

slots("loops hand only the block on, in and out", () => {
  assert.equal(aboutStep(predict, repeat(posterior)), ["posterior reads dist, which no earlier stage has left"]);
  assert.equal(aboutStep(repeat(predict, posterior)), []);
  assert.equal(aboutStep(repeat(predict), posterior), ["posterior reads dist, which no earlier stage has left"]);
});

slots("the test of until reads the canvas and memories only", () => {
  const until = (...body: Body): Node => ({
    _tag: "Until",
    test: { _tag: "Reduce", op: "mean", of: dist.entropy.formula, among: one },
    atMost: 9,
    body,
  });
  assert.equal(aboutStep(until(predict)), ["until reads dist, which no earlier stage has left"]);
  assert.equal(aboutStep(until(predict, posterior)), ["until reads dist, which no earlier stage has left"]);
});

slots("every stage of a block is inside of blocks, and blocks are inside of none", () => {
  assert.match(
    about({ _tag: "Noise" })[0] + about({ _tag: "Noise" })[1],
    /noise works on a block, and there is none here/,
  );
  assert.equal(about(blocks(blocks())), [
    "blocks cannot stand inside blocks: put one behind the other with sequence(...)",
  ]);
  assert.equal(about(named("both", blocks(), blocks())), []);
});

slots("problems say where they are", () => {
  const nodes = [
    blocks({ _tag: "Noise" }, denoise([predict, repeat(named("g", predict, posterior, shape))]), {
      _tag: "CommitBlock",
    }),
  ];
  assert.equal(check(program(nodes)).map((problem) => problem.at), ["nodes[0].body[1].each[1].body[0].body[2]"]);
});

slots.run();
