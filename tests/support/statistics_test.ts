import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  chiSquareSurvival,
  divergence,
  entropy,
  expectedVariation,
  gTest,
  holm,
  logGamma,
  normalised,
  totalCorrelation,
  totalVariation,
} from "./statistics.ts";

const near = (got: number, want: number, tolerance = 1e-9) =>
  assert.ok(Math.abs(got - want) <= tolerance * Math.max(1, Math.abs(want)), `wanted ${want}, found ${got}`);

/** Uniform numbers in [0, 1) from a seed: a 32-bit linear congruence, upper bits. */
const uniforms = (seed: number) => () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32;

const histogram = (p: ReadonlyMap<string, number>, n: number, seed: number) => {
  const next = uniforms(seed);
  const counts = new Map<string, number>();
  for (let k = 0; k < n; k++) {
    let u = next();
    const key = [...p].find(([, x]) => (u -= x) < 0)?.[0] ?? [...p.keys()].at(-1)!;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
};

const law = normalised(new Map([30, 20, 12, 9, 5, 3, 1, 0.1, 0.01].map((weight, i) => [String(i), weight])));

const statistics = suite("statistics");

statistics("the gamma function", () => {
  near(logGamma(1), 0, 1e-13);
  near(logGamma(0.5), Math.log(Math.PI) / 2, 1e-13);
  near(logGamma(11), Math.log(3628800), 1e-13);
});

statistics("chi-square survival, against tables", () => {
  near(chiSquareSurvival(3.841458820694124, 1), 0.05);
  near(chiSquareSurvival(18.307038053275146, 10), 0.05);
  near(chiSquareSurvival(2, 2), Math.exp(-1));
  near(chiSquareSurvival(100, 2) / Math.exp(-50), 1);
  near(chiSquareSurvival(74.39724, 80), 0.6562, 1e-3);
  assert.is(chiSquareSurvival(0, 3), 1);
});

statistics("distances of distributions", () => {
  const p = new Map([["0,0", 0.5], ["1,1", 0.5]]);
  const q = new Map([["0,0", 0.25], ["0,1", 0.25], ["1,0", 0.25], ["1,1", 0.25]]);
  near(totalVariation(p, q), 0.5);
  near(entropy(q), Math.log(4));
  near(divergence(p, q), Math.log(2));
  assert.is(divergence(q, p), Infinity);
  near(totalCorrelation(p), Math.log(2));
  near(totalCorrelation(q), 0);
});

/** N = 4000 draws, 500 times: p-values below 0.05 have a rate of 0.05 with deviation 0.0097; false-alarm rate at 5 deviations below 1e-6. */
statistics("the G-test raises as many false alarms as it says", () => {
  const alarms = Array.from({ length: 500 }, (_, seed) =>
    gTest(histogram(law, 4000, seed + 1), law).p < 0.05).filter(Boolean).length;
  assert.ok(Math.abs(alarms / 500 - 0.05) < 5 * 0.0097, `${alarms} of 500`);
});

/** N = 200,000: a shift of 2 % of the mass is seen at a rate of 1e-3 / 100, as when it is one of a hundred. */
statistics("the G-test sees a planted error of 2 %", () => {
  const counts = histogram(law, 200_000, 7);
  assert.ok(gTest(counts, law).p > 1e-5);
  const shifted = new Map(law).set("0", law.get("0")! - 0.02).set("3", law.get("3")! + 0.02);
  assert.ok(gTest(counts, shifted).p < 1e-5);
  assert.is(gTest(new Map([["9", 1]]), law).p, 0);
});

statistics("cells that expect little are pooled", () => {
  const counts = new Map([["a", 96], ["b", 3], ["c", 1]]);
  const fit = gTest(counts, new Map([["a", 0.95], ["b", 0.03], ["c", 0.02]]));
  assert.is(fit.df, 1);
});

statistics("Holm's procedure", () => {
  assert.equal(holm([0.01, 0.04, 0.03, 0.005], 0.05), [true, false, false, true]);
  assert.equal(holm([0.2, 0.9], 0.05), [false, false]);
  assert.equal(holm([1e-9, 1e-8], 0.05), [true, true]);
});

/** 50 histograms of N = 10,000: their mean distance is within 5 % of the formula (its own deviation is about 3 %). */
statistics("the expected distance of a histogram", () => {
  const distances = Array.from(
    { length: 50 },
    (_, seed) => totalVariation(normalised(histogram(law, 10_000, seed + 99)), law),
  );
  const mean = distances.reduce((a, b) => a + b, 0) / 50;
  assert.ok(Math.abs(mean / expectedVariation(law.values(), 10_000) - 1) < 0.12, String(mean));
});

statistics.run();
