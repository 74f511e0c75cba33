import { suite } from "uvu";
import * as assert from "uvu/assert";
import { ancestral, autoregressive, blockAncestral, logLinear } from "../../../dsl/mod.ts";
import { divergence, totalCorrelation, totalVariation } from "../../support/statistics.ts";
import { enumerated, farthest, jointOf } from "./support.ts";

const processes = ["absorbing", "uniform"] as const;
const pureNoise = logLinear(0);

/** `sum over contexts of p(context) TC(block | context)`: what independent positions lose, block by block. */
const lossOfBlocks = (truth: ReadonlyMap<string, number>, size: number, length: number): number => {
  let loss = 0;
  for (let start = 0; start < length; start += size) {
    const contexts = new Map<string, Map<string, number>>();
    for (const [key, p] of truth) {
      const tokens = key.split(",");
      const context = tokens.slice(0, start).join(",");
      const block = tokens.slice(start, start + size).join(",");
      const inside = contexts.get(context) ?? new Map<string, number>();
      contexts.set(context, inside.set(block, (inside.get(block) ?? 0) + p));
    }
    for (const inside of contexts.values()) {
      const weight = [...inside.values()].reduce((a, b) => a + b, 0);
      loss += weight * totalCorrelation(new Map([...inside].map(([block, p]) => [block, p / weight])));
    }
  }
  return loss;
};

const steps = suite("steps and divergence, exactly");

for (const process of processes) {
  steps(`one step a block costs the total correlation of the block: ${process}`, async () => {
    for (const seed of [1, 2, 3]) {
      for (const size of [1, 2, 4]) {
        const { truth, model } = jointOf(seed, { process, vocabulary: 3, length: 4 });
        const { distribution } = await enumerated(blockAncestral({ size, steps: 1, schedule: pureNoise }), model, {
          length: 4,
        });
        assert.ok(
          Math.abs(divergence(truth, distribution) - lossOfBlocks(truth, size, 4)) < 1e-9,
          `seed ${seed}, size ${size}`,
        );
      }
    }
  });

  steps(`more steps bring samples nearer to the truth: ${process}`, async () => {
    for (const prediction of ["loo", "full"] as const) {
      const { truth, model } = jointOf(4, { process, vocabulary: 2, length: 3, prediction });
      const found: number[] = [];
      for (const count of [1, 2, 4, 8, 16, 32, 64]) {
        const { distribution } = await enumerated(ancestral({ steps: count, schedule: pureNoise }), model, {
          length: 3,
        });
        found.push(divergence(truth, distribution));
      }
      assert.ok(found.every((kl, i) => i === 0 || kl < found[i - 1]!), `KL falls: ${found}`);
      assert.ok(found.at(-1)! < found[0]! / 10, `by much: ${found}`);
    }
  });

  steps(`a block of one token is the truth itself, at any number of steps: ${process}`, async () => {
    const { truth, model } = jointOf(5, { process, vocabulary: 3, length: 3 });
    for (const program of [autoregressive(), blockAncestral({ size: 1, steps: 3, schedule: pureNoise })]) {
      const { distribution } = await enumerated(program, model, { length: 3 });
      assert.ok(farthest(distribution, truth) < 1e-12);
    }
  });

  steps(`a row that is one block is sampled as the whole sequence: ${process}`, async () => {
    const { model } = jointOf(6, { process, vocabulary: 3, length: 3 });
    const options = { steps: 3, temperature: 0.8 };
    const whole = await enumerated(ancestral(options), model, { length: 3 });
    const block = await enumerated(blockAncestral({ ...options, size: 3 }), model, { length: 3 });
    assert.is(totalVariation(whole.distribution, block.distribution), 0);
  });
}

steps.run();
