import { suite } from "uvu";
import * as assert from "uvu/assert";
import { logLinear } from "../../../dsl/mod.ts";
import { type CleanBatch, noiseBatch, type NoiseOptions } from "../../../runtime/train/mod.ts";
import { gTest } from "../../support/statistics.ts";

const V = 5;
const options: NoiseOptions = {
  process: "uniform",
  vocabulary: V,
  schedule: logLinear(0).formula,
  timeEps: 1e-3,
  timePer: "block",
  times: "stratified",
  pureNoise: [1],
};
const L = 32;
const clean = (blockSizes: readonly number[], step = 0): CleanBatch => ({
  x0: Int32Array.from({ length: L * blockSizes.length }, (_, i) => (i * 7) % V),
  blockSizes,
  seed: 11,
  step,
});
const sizes = [1, 1, 4, 4, 16, 16, 16, 16];

const noise = suite("noise of a batch");

noise("is a function of seed, step and place: the same again, another elsewhere", () => {
  assert.equal(noiseBatch(clean(sizes, 3), options), noiseBatch(clean(sizes, 3), options));
  assert.not.equal(noiseBatch(clean(sizes, 3), options).xt, noiseBatch(clean(sizes, 4), options).xt);
  assert.not.equal(noiseBatch(clean(sizes, 3), options).xt, noiseBatch({ ...clean(sizes, 3), seed: 12 }, options).xt);
});

noise("of one row does not depend on what other rows hold", () => {
  const other = clean(sizes);
  other.x0.fill(0, 0, L);
  assert.equal(noiseBatch(other, options).xt.slice(L), noiseBatch(clean(sizes), options).xt.slice(L));
});

noise("has one time a block, and pure noise where it is asked for", () => {
  const { alpha, slope } = noiseBatch(clean(sizes), options);
  assert.ok(alpha.slice(0, 2 * L).every((level) => level === 0));
  sizes.forEach((size, row) => {
    for (let i = 0; i < L; i++) assert.is(alpha[row * L + i], alpha[row * L + i - i % size]);
  });
  assert.ok(slope.every((x) => x === -1));
  const perRow = noiseBatch(clean([16, 16]), { ...options, timePer: "row" });
  assert.is(new Set(perRow.alpha).size, 2);
});

noise("stratifies times among blocks of one size", () => {
  for (let step = 0; step < 20; step++) {
    const { alpha } = noiseBatch(clean([4, 4, 16], step), options);
    const times = Array.from({ length: 16 }, (_, k) => 1 - alpha[4 * k]!);
    const strata = times.map((t) => Math.floor((t - 1e-3) / (1 - 1e-3) * 16)).sort((a, b) => a - b);
    assert.equal(strata, Array.from({ length: 16 }, (_, k) => k));
  }
});

noise("masks are the only noise of an absorbing process, and never appear elsewhere", () => {
  const batch = clean(sizes);
  const { xt, alpha } = noiseBatch(batch, { ...options, process: "absorbing" });
  assert.ok(xt.every((token, i) => token === V || token === batch.x0[i]));
  assert.ok(xt.every((token, i) => alpha[i] !== 0 || token === V));
});

/** N = 256,000 tokens, fixed seed; false-alarm rate 1e-4. */
noise("keeps a token with probability alpha and draws all others alike", () => {
  const counts = new Map<string, number>();
  const expected = new Map<string, number>();
  const add = (map: Map<string, number>, key: string, by: number) => map.set(key, (map.get(key) ?? 0) + by);
  for (let step = 0; step < 1000; step++) {
    const batch = clean(sizes, step);
    const { xt, alpha } = noiseBatch(batch, options);
    xt.forEach((token, i) => {
      const decade = Math.min(3, Math.floor(4 * alpha[i]!));
      add(counts, `${decade}:${(token - batch.x0[i]! + V) % V}`, 1);
      for (let d = 0; d < V; d++) add(expected, `${decade}:${d}`, (1 - alpha[i]!) / V + (d === 0 ? alpha[i]! : 0));
    });
  }
  const total = [...expected.values()].reduce((a, b) => a + b, 0);
  const law = new Map([...expected].map(([key, n]) => [key, n / total]));
  assert.ok(gTest(counts, law).p > 1e-4);
});

noise.run();
