import { flow, pipe } from "fp-ts/lib/function.js";
import fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  alphaT,
  ancestral,
  ar,
  arpc,
  autoregressive,
  blockAncestral,
  blocks,
  blockSize,
  commitBlock,
  cost,
  custom,
  denoise,
  equal,
  type Expression,
  finish,
  firstHittingBlocks,
  fragment,
  from,
  guide,
  leftToRight,
  less,
  linspace,
  logLinear,
  masked,
  nfeFormula,
  noise,
  type Noisy,
  open,
  phase,
  posterior,
  predict,
  type Program,
  random,
  repeat,
  sequence,
  step,
  sum,
  until,
  when,
} from "../../../dsl/mod.ts";
import { allSamplers } from "../../support/all_samplers.ts";

const exact = (program: Program, length: number, prompt = 0): number => {
  const { least, most } = cost(program, { length, prompt });
  assert.is(least, most);
  return most;
};

const think = flow(from.noisy, predict());

const counting = suite("cost");

counting("ARPC costs N + floor((N - 2 - warmup) / every) + 1 a block with AR scores, N without (law L11)", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 9 }), fc.nat(45), (steps, every, warmup) => {
      const guided = Math.max(0, Math.floor((steps - 2 - warmup) / every) + 1);
      assert.is(exact(arpc({ size: 4, steps, by: ar.nll, every, warmup }), 8), 2 * (steps + guided));
      assert.is(exact(arpc({ size: 4, steps, by: random, every, warmup }), 8), 2 * steps);
    }),
    { seed: 1 },
  );
});

counting("the paper's baselines: N a block, 1 a token, N for the row", () => {
  assert.is(exact(blockAncestral({ size: 16, steps: 8 }), 64), 32);
  assert.is(exact(autoregressive(), 64, 10), 54);
  assert.is(exact(ancestral({ steps: 8 }), 64), 8);
  assert.is(exact(sequence(autoregressive({ upTo: 16 }), arpc({ size: 16, steps: 8, by: ar.nll })), 32), 16 + 15);
});

counting("guidance doubles, a custom stage costs what it says", () => {
  const mine = custom({ name: "twice", reads: ["dist"], leaves: ["dist"], nfe: 2, run: () => ({}) });
  const step = flow(think, guide(1), mine, posterior());
  const last = flow(think, finish());
  assert.is(exact(blocks(4, pipe(open, noise(), denoise(3, { each: step, last }), commitBlock())), 4), 4 + 4 + 1);
});

counting("a partial block pays by its policy, and one that is known pays nothing", () => {
  const of = (policy: "full" | "proportional" | "perToken") => blockAncestral({ size: 4, steps: 3, policy });
  assert.equal((["full", "proportional", "perToken"] as const).map((policy) => exact(of(policy), 8, 6)), [3, 2, 6]);
  const infill = [0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0].map(Boolean);
  const found = cost(of("full"), { length: 12, infill });
  assert.equal(found.perBlock.map(({ free, most }) => [free, most]), [[4, 3], [0, 0], [4, 3]]);
  assert.is(found.most, 6);
});

counting("until gives bounds, repeat a number", () => {
  const step = flow(think, posterior());
  const loop = until(equal(sum(masked), 0), { atMost: 9 }, step);
  const body = pipe(open, noise(), loop, repeat(2, step), predict(), finish(), commitBlock());
  const { least, most } = cost(blocks(4, body), { length: 8 });
  assert.equal([least, most], [2 * (1 + 2 + 1), 2 * (9 + 2 + 1)]);
});

counting(
  "a branch is counted step by step where its test reads steps and levels, and bounded where it reads the canvas",
  () => {
    const dear = flow(think, guide(1), posterior());
    const cheap = flow(think, posterior());
    const last = flow(think, finish());
    const of = <C>(each: (start: Noisy) => Program<{ readonly block: "noisy" }, C>) =>
      blocks(4, pipe(open, noise(), denoise(9, { each, last, clock: linspace(logLinear(0), 0) }), commitBlock()));
    const branch = (test: Expression) => of(flow(from.noisy, when(test, dear, cheap)));
    assert.is(exact(branch(less(step, 3)), 4), 9 + 3);
    assert.is(exact(branch(less(alphaT, 0.5)), 4), 9 + 5);
    assert.is(exact(branch(less(blockSize, 4)), 4), 9);
    const behind = of(flow(from.noisy, fragment(cheap), when(less(alphaT, 0.5), think, from.noisy)));
    assert.is(exact(behind, 4), 9 + 4);
    const { least, most } = cost(branch(less(1, sum(masked))), { length: 4 });
    assert.equal([least, most], [9, 17]);
    assert.is(nfeFormula(branch(less(step, 3))), "12 per block of 4");
    const thirds = of(flow(from.noisy, phase([[0.4, cheap], [0.7, dear]], cheap)));
    assert.is(exact(thirds, 4), 9 + 3);
  },
);

counting("a stop that ends rows leaves only the first block certain, for all that follows too", () => {
  const first = autoregressive({ upTo: 4, stop: { eos: 0, afterEos: "end" } });
  const both = cost(sequence(first, blockAncestral({ size: 4, steps: 3 })), { length: 8 });
  assert.equal([both.least, both.most], [1, 4 + 3]);
  const going = autoregressive({ stop: { eos: 0, afterEos: "continue" } });
  assert.is(exact(going, 8), 8);
});

counting("the sum over blocks is the whole, for every named sampler", () => {
  for (const [name, sampler] of Object.entries(allSamplers)) {
    const { most, perBlock } = cost(sampler, { length: 48, prompt: 5 });
    assert.is(perBlock.reduce((total, block) => total + block.most, 0), most, name);
    assert.ok(most > 0, name);
  }
});

counting("the formula says the same in letters", () => {
  assert.is(nfeFormula(arpc({ size: 16, steps: 8, by: ar.nll })), "2N-1 per block of 16 (N = 8)");
  assert.is(nfeFormula(arpc({ size: 16, steps: 8, by: random })), "N per block of 16 (N = 8)");
  assert.is(
    nfeFormula(arpc({ size: 16, steps: 8, by: ar.nll, every: 2, warmup: 1 })),
    "N+max(0, floor((N-3)/2)+1) per block of 16 (N = 8)",
  );
  assert.is(
    nfeFormula(sequence(autoregressive({ upTo: 8 }), ancestral({ steps: 4 }))),
    "1 per token, then N for the row (N = 4)",
  );
  assert.is(nfeFormula(leftToRight({ size: 16 })), "1 per token");
  assert.is(nfeFormula(firstHittingBlocks()), "1 per token");
  assert.is(
    nfeFormula(blockAncestral({ size: 4, steps: 0.5, policy: "perToken" })),
    "0.5 per token",
  );
  const open_ended = blocks(
    4,
    pipe(
      open,
      noise(),
      until(sum(masked), { atMost: 9 }, flow(think, posterior())),
      predict(),
      finish(),
      commitBlock(),
    ),
  );
  assert.is(nfeFormula(open_ended), "2 to 10 per block of 4");
});

counting.run();
