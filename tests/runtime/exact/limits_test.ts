import { isLeft } from "fp-ts/lib/Either.js";
import { flow, pipe } from "fp-ts/lib/function.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  add,
  ancestral,
  ar,
  arpc,
  bernoulli,
  blocks,
  budget,
  type Choice,
  commitBlock,
  custom,
  denoise,
  dist,
  draft,
  type Expression,
  finish,
  firstHitting,
  from,
  type HostOutcome,
  noise,
  noiseQuota,
  open,
  posterior,
  predict,
  random,
  renoise,
  score,
  select,
  top,
} from "../../../dsl/mod.ts";
import { describeExact, exact, type ExactError } from "../../../runtime/exact/mod.ts";
import type { Model } from "../../../runtime/model.ts";
import { markovOracle, userModel } from "../../../runtime/models/mod.ts";
import { enumerated, farthest, jointOf } from "./support.ts";

const { model } = jointOf(1, { process: "absorbing", vocabulary: 2, length: 3 });

const errorOf = async (...call: Parameters<typeof exact>): Promise<ExactError> => {
  const result = await exact(...call);
  assert.ok(isLeft(result), "an error was expected");
  return (result as { left: ExactError }).left;
};

const broken = (logits: Float32Array): Model => ({
  ...model,
  open: () => ({ predict: () => ({ values: logits, positions: 3, width: 2 }) }),
});

const limits = suite("what exact refuses");

limits("random numbers inside a formula", async () => {
  const error = await errorOf(arpc({ size: 3, steps: 2, by: add(random, dist.entropy) }), model, { length: 3 });
  assert.is(error._tag, "NotEnumerable");
  assert.match(describeExact(error), /sample it with run instead$/);
});

limits("first hitting", async () => {
  const clock = firstHitting();
  const think = flow(from.noisy, predict());
  const block = denoise(3, { each: flow(think, posterior()), last: flow(think, finish()), clock });
  const error = await errorOf(blocks(3, pipe(open, noise(), block, commitBlock())), model, { length: 3 });
  assert.is(error._tag, "NotEnumerable");
});

limits("more states than it may follow", async () => {
  const error = await errorOf(ancestral({ steps: 2 }), model, { length: 3, maximumStates: 5 });
  assert.equal({ ...error, found: 0 }, { _tag: "TooManyStates", stage: "Posterior", found: 0, limit: 5 });
});

limits("more results of one state than it may follow, before they are listed", async () => {
  const letters = markovOracle("the cat sat on the mat. the rat sat on the cat. ");
  const V = letters.abilities.vocabulary;
  const error = await errorOf(ancestral({ steps: 2 }), letters, { length: 12 });
  assert.equal(error, { _tag: "TooManyStates", stage: "Posterior", found: (V + 1) ** 12, limit: 2e6 });
  const picking = (choice: Choice, length: number) => {
    const each = flow(from.noisy, predict(), draft({ pick: "argmax" }), score(random), select(choice), renoise());
    const last = flow(from.noisy, predict(), finish({ pick: "argmax" }));
    return errorOf(
      blocks("sequence", pipe(open, noise(), denoise(2, { each, last }), commitBlock())),
      userModel({ process: "absorbing", vocabulary: 2, predict: ({ noisy }) => Array.from(noisy, () => [0, 1]) }),
      { length },
    );
  };
  assert.equal(await picking(top(20), 40), {
    _tag: "TooManyStates",
    stage: "Select",
    found: 137_846_528_820,
    limit: 2e6,
  });
  assert.equal(await picking(bernoulli(0.5), 40), {
    _tag: "TooManyStates",
    stage: "Select",
    found: 2 ** 40,
    limit: 2e6,
  });
});

limits("logits that are not numbers, models that fail", async () => {
  const notFinite = await errorOf(ancestral({ steps: 2 }), broken(new Float32Array(6).fill(NaN)), { length: 3 });
  assert.equal(notFinite, { _tag: "NotFinite", stage: "predict", row: 0, position: 0, token: 0, found: "NaN" });
  const failing: Model = { ...model, open: () => Promise.reject(new Error("out of memory")) };
  const failed = await errorOf(ancestral({ steps: 2 }), failing, { length: 3 });
  assert.equal(failed, { _tag: "ModelFailed", stage: "predict", reason: "out of memory" });
});

limits("a session that does not close", async () => {
  const open: Model["open"] = async (batch) => ({
    ...await model.open(batch),
    close: () => Promise.reject(new Error("stuck")),
  });
  const error = await errorOf(ancestral({ steps: 2 }), { ...model, open }, { length: 3 });
  assert.equal(error, { _tag: "ModelFailed", stage: "close", reason: "stuck" });
});

limits("logits of a wrong shape, with the sentence that run has for them", async () => {
  const short = await errorOf(ancestral({ steps: 2 }), broken(new Float32Array(4)), { length: 3 });
  assert.equal(short._tag === "WrongShape" && short.found, "[4 numbers, 3 positions, width 2]");
  const mine = userModel({ process: "absorbing", vocabulary: 2, predict: () => [[0, 0]] });
  assert.is((await errorOf(ancestral({ steps: 2 }), mine, { length: 3 }))._tag, "WrongShape");
});

limits("a program that the model cannot serve", async () => {
  const mute: Model = { ...model, abilities: { ...model.abilities, arVerify: false } };
  assert.is((await errorOf(arpc({ size: 3, steps: 2, by: ar.nll }), mute, { length: 3 }))._tag, "Mismatch");
});

limits("a custom stage that does not state its outcomes; one that does is followed", async () => {
  const coin = (states: boolean) =>
    custom({
      name: "coin",
      reads: ["block"],
      leaves: ["block"],
      run: (view) => ({ canvas: [view.uniform(0) < 0.25 ? 0 : 1, ...view.canvas.slice(1)] }),
      ...(states
        ? {
          outcomes: (view) => [
            { probability: 0.25, result: { canvas: [0, ...view.canvas.slice(1)] } },
            { probability: 0.75, result: { canvas: [1, ...view.canvas.slice(1)] } },
          ],
        }
        : {}),
    });
  const sampler = (states: boolean) => blocks(3, pipe(open, noise(), coin(states), predict(), finish(), commitBlock()));
  assert.is((await errorOf(sampler(false), model, { length: 3 }))._tag, "NotEnumerable");
  const { distribution } = await enumerated(sampler(true), model, { length: 3 });
  const first = [...distribution].reduce((sum, [key, p]) => key.startsWith("0") ? sum + p : sum, 0);
  assert.ok(Math.abs(first - 0.25) < 1e-12);
});

limits("outcomes of a custom stage that are none, and random scores that it would read", async () => {
  const think = flow(from.noisy, predict());
  const sampler = (by: Expression, outcomes: () => readonly HostOutcome[]) => {
    const mine = custom({
      name: "mine",
      reads: ["score"],
      leaves: ["score"],
      run: () => ({ score: [0, 0, 0] }),
      outcomes,
    });
    const each = flow(think, draft(), score(by), mine, select(budget(1, dist.entropy)), renoise());
    return blocks(3, pipe(open, noise(), denoise(2, { each, last: flow(think, finish()) }), commitBlock()));
  };
  const reasonOf = async (outcomes: readonly HostOutcome[], by: Expression = noiseQuota) =>
    describeExact(await errorOf(sampler(by, () => outcomes), model, { length: 3 }));
  const result = { score: [1, 2, 3] };
  assert.match(await reasonOf([{ probability: 0.5, result }]), /must add up to 1: found 0.5/);
  assert.match(await reasonOf([{ probability: 2, result }, { probability: -1, result }]), /is negative/);
  assert.match(await reasonOf([{ probability: 1, result: { score: [1] } }]), /score must have 3 entries: found 1/);
  assert.match(await reasonOf([{ probability: 1, result }], random as unknown as Expression), /reads random scores/);
});

limits("what is dropped below the threshold is counted", async () => {
  const program = arpc({ size: 3, steps: 3, by: ar.nll });
  const whole = await enumerated(program, model, { length: 3 });
  const { distribution, unresolved } = await enumerated(program, model, { length: 3, threshold: 0.01 });
  const kept = [...distribution.values()].reduce((a, b) => a + b, 0);
  assert.ok(unresolved > 0 && Math.abs(kept + unresolved - 1) < 1e-12);
  assert.ok([...distribution].every(([key, p]) => p <= whole.distribution.get(key)! + 1e-12));
  assert.ok(farthest(distribution, whole.distribution) <= unresolved + 1e-12);
});

limits("noise beside a verified draft is enumerated when the model looks at it", async () => {
  const uniform = jointOf(2, { process: "uniform", vocabulary: 2, length: 3 }).model;
  const program = arpc({ size: 3, steps: 3, by: ar.nll });
  const ignored = await enumerated(program, uniform, { length: 3 });
  const tried = await enumerated(program, uniform, { length: 3, verifyNoise: "enumerate" });
  assert.ok(farthest(ignored.distribution, tried.distribution) < 1e-12);
});

limits.run();
