import { type Either, isLeft, isRight } from "fp-ts/lib/Either.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { parseMixture, readTrainConfig, type TrainConfig, type TrainError } from "../../../runtime/train/mod.ts";

const sentences = (found: Either<TrainError, TrainConfig>): readonly string[] =>
  isLeft(found) && found.left._tag === "BadConfig" ? found.left.sentences : [];

const config = suite("settings of a run");

config("have the recipe as defaults, and a loss that fits the process", () => {
  const [absorbing, uniform] = (["absorbing", "uniform"] as const).map((process) =>
    readTrainConfig({ corpus: "kjv", process, minutes: 5 })
  );
  assert.ok(isRight(absorbing!) && isRight(uniform!));
  assert.is(absorbing.right.loss, "ce");
  assert.is(uniform.right.loss, "evidence");
  assert.equal(absorbing.right.special, { 1: "ce" });
  assert.equal([absorbing.right.rows, absorbing.right.length, absorbing.right.ema], [8, 128, 0.995]);
  assert.equal(readTrainConfig(JSON.parse(JSON.stringify(absorbing.right))), absorbing);
});

config("say all that is wrong, a sentence each", () => {
  assert.equal(sentences(readTrainConfig({ minutes: 5 })), ["Cannot train as corpus is missing"]);
  assert.equal(sentences(readTrainConfig({ corpus: "kjv", minutes: 5, colour: 1 })), [
    "Cannot train as there is no setting colour",
  ]);
  assert.equal(sentences(readTrainConfig({ corpus: "kjv", rows: 0, ema: 1, minutes: 5 })), [
    "Cannot train as rows must be >=1: found 0",
    "Cannot train as ema must be <1: found 1",
  ]);
  assert.equal(sentences(readTrainConfig({ corpus: "kjv", steps: 1, minutes: 5, length: 100, width: 90, heads: 4 })), [
    "Cannot train as length must be a multiple of 16, the largest block size: found 100",
    "Cannot train as width must be a multiple of heads, 4: found 90",
    "Cannot train as width / heads must be even, for rotary positions: found 22.5",
    "Cannot train as either steps or minutes must be given, not both",
  ]);
  assert.is(sentences(readTrainConfig({ corpus: "kjv" })).length, 1);
  assert.equal(sentences(readTrainConfig({ corpus: "kjv", steps: 1, scheduleEps: 1 })), [
    "Cannot train as scheduleEps must be <1: found 1",
  ]);
});

config("name a start only where it is not the usual one, so that older settings stay the same", () => {
  const [usual, copying] = [{}, { start: "copying" }].map((one) =>
    readTrainConfig({ corpus: "kjv", steps: 1, ...one })
  );
  assert.ok(isRight(usual!) && !("start" in usual.right));
  assert.ok(isRight(copying!) && copying.right.start === "copying");
  assert.is(sentences(readTrainConfig({ corpus: "kjv", steps: 1, start: "warm" })).length, 1);
});

config("allow every loss for both processes", () => {
  for (const process of ["absorbing", "uniform"] as const) {
    for (const loss of ["elbo", "ce", "ce-noisy", "low-variance", "evidence"] as const) {
      assert.ok(isRight(readTrainConfig({ corpus: "kjv", process, minutes: 5, loss })));
    }
  }
});

config.run();

const mixture = suite("mixtures as text");

mixture("are shares, in order of size", () => {
  assert.equal(parseMixture("16:0.9, 1:0.1"), {
    _tag: "Right",
    right: [{ size: 1, weight: 0.1 }, { size: 16, weight: 0.9 }],
  });
  assert.equal(parseMixture("1,4"), { _tag: "Right", right: [{ size: 1, weight: 0.5 }, { size: 4, weight: 0.5 }] });
});

for (
  const [text, why] of [
    ["", "whole number from 1"],
    ["x:1", 'found "x"'],
    ["0:1", "whole number from 1"],
    ["1:0", "weight of block size 1 must be a number above 0"],
    ["1:-1", "above 0"],
    ["1:", 'found ""'],
    ["1:1:1", "one size and one weight"],
    ["4:1,4:2", "named once"],
    ["3:1,16:1", "3 does not divide 16"],
  ] as const
) {
  mixture(`are refused in a sentence: ${JSON.stringify(text)}`, () => {
    const found = parseMixture(text);
    assert.ok(isLeft(found));
    assert.match(found.left, why);
    assert.match(found.left, "for example 1:0.1,16:0.9");
  });
}

mixture.run();
