import { suite } from "uvu";
import * as assert from "uvu/assert";
import { bitsAt, differenceAtEntropy } from "../../../docs/reproduce/matched.ts";
import type { SweepResult } from "../../../runtime/eval/sweep/result.ts";
import { uniforms } from "../../support/kernel_inputs.ts";
import { result } from "../../support/sweep_result.ts";

const close = (found: number, want: number, within = 1e-9): void =>
  assert.ok(Math.abs(found - want) <= within, `found ${found}, want ${want}`);

const lines = suite("bits at an entropy");
lines("lie on the line between neighbours, and on that of the last two beyond them", () => {
  const points = [{ bits: 4, entropy: 4 }, { bits: 1, entropy: 3 }, { bits: 2, entropy: 3.5 }];
  close(bitsAt(points, 3.25), 1.5);
  close(bitsAt(points, 3.5), 2);
  close(bitsAt(points, 3.75), 3);
  close(bitsAt(points, 2.5), 0);
  close(bitsAt(points, 4.25), 5);
});
lines.run();

const arpc = { sampler: "arpc" } as const;
const ancestral = { sampler: "block-ancestral" } as const;

const pairs = suite("differences at equal entropy");
pairs("cool the sampler with more entropy down to the other's", () => {
  const results = [
    result({ ...arpc, temperature: 1 }, [1.5, 1.7], 3),
    result({ ...arpc, temperature: 0.7 }, [1, 1], 2.5),
    result({ ...ancestral, temperature: 1 }, [3, 3], 4),
    result({ ...ancestral, temperature: 0.7 }, [2, 2.2], 3.5),
    result({ ...ancestral, temperature: 0.5 }, [1, 1.2], 2.5),
  ];
  // At 3, half way between 2.5 and 3.5, ancestral sampling has 1.6: as many as the other has on average.
  const found = differenceAtEntropy(results, arpc, ancestral)!;
  close(found.mean, 0);
  close(found.entropy, 3);
  // Both texts differ between the samplers by the same: pairs leave no doubt.
  close(found.half, 0);
});
pairs("are not known where no temperature is cold enough, or there is one only", () => {
  const cold = [result({ ...arpc, temperature: 1 }, [1, 1], 2), result({ ...arpc, temperature: 0.7 }, [1, 1], 1)];
  const hot = [result({ ...ancestral, temperature: 1 }, [3, 3], 4)];
  assert.is(differenceAtEntropy([...cold, ...hot], arpc, ancestral), null);
  const less = result({ ...ancestral, temperature: 0.7 }, [2, 2], 3);
  assert.is(differenceAtEntropy([...cold, ...hot, less], arpc, ancestral), null);
});
pairs("take the seeds that all temperatures have", () => {
  const results = [
    result({ ...arpc, temperature: 1, seed: 2 }, [100, 100], 1),
    ...[arpc, ancestral].flatMap((which) => [
      result({ ...which, temperature: 1, seed: 1 }, [2, 2], 3),
      result({ ...which, temperature: 0.7, seed: 1 }, [1, 1], 2),
    ]),
  ];
  close(differenceAtEntropy(results, arpc, ancestral)!.mean, 0);
});

/**
 * Texts whose bits grow with their entropy along one line, of which the second sampler is `above` higher; every text has a
 * trait of its own, and its cells noise.
 */
const world = (seed: number, above: number): readonly SweepResult[] => {
  const next = uniforms(seed);
  const bell = (): number => Array.from({ length: 12 }, next).reduce((sum, x) => sum + x, -6);
  const traits = Array.from({ length: 40 }, bell);
  return [{ which: arpc, base: 3.4, shift: 0 }, { which: ancestral, base: 4, shift: above }].flatMap(
    ({ which, base, shift }) =>
      [1, 0.85, 0.7, 0.5].map((temperature) => {
        const entropy = traits.map((trait) => base - 2 * (1 - temperature) + 0.1 * trait + 0.1 * bell());
        const bits = traits.map((trait) => shift + base - 2 * (1 - temperature) - 1 + 0.2 * trait + 0.3 * bell());
        return result({ ...which, temperature }, bits, entropy);
      }),
  );
};
pairs("hold the truth as often as they say: 150 worlds, 40 texts each", () => {
  const held = Array.from({ length: 150 }, (_, seed) => {
    const { mean, half } = differenceAtEntropy(world(seed, 0.5), arpc, ancestral)!;
    return Math.abs(mean + 0.5) <= half;
  }).filter(Boolean).length;
  // Of a true 93 %, as percentile intervals of 40 texts have, less than 128 are held once in 3,000 such tests, all 150 once in 50,000.
  assert.ok(held >= 128 && held < 150, `${held} of 150`);
});
pairs.run();
