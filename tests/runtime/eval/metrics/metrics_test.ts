import fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  bitsPerCharacter,
  distinct,
  expectedBits,
  meanInterval,
  unigramEntropy,
} from "../../../../runtime/eval/metrics/mod.ts";
import { errorsWithin95 } from "../../../../runtime/eval/metrics/student.ts";
import { markovOracle, tableOracle } from "../../../../runtime/mod.ts";

const near = (found: number, want: number, error = 1e-12): void =>
  assert.ok(Math.abs(found - want) <= error, `${found} is not ${want}`);
const texts = fc.array(fc.nat(4), { minLength: 1, maxLength: 30 });

const bits = suite("bits per character");
bits("are those of the table: p = 1/8 in two tokens is 1.5 bits each", () => {
  const table = [1 / 2, 1 / 8, 1 / 4, 1 / 8];
  const oracle = tableOracle({ table, vocabulary: 2, length: 2, process: "absorbing" });
  near(bitsPerCharacter(oracle, [0, 1]), 1.5);
  near(bitsPerCharacter(oracle, [0, 0]), 0.5);
  near(bitsPerCharacter(oracle, [1], [0]), -Math.log2((1 / 8) / (5 / 8)));
  assert.is(bitsPerCharacter(oracle, []), 0);
});
bits("agree with the oracle's own count", () => {
  const oracle = markovOracle("the cat sat on the mat. ", { start: " " });
  const read = oracle.tokenizer.encode("the mat sat.") as { tokens: number[] };
  const own = oracle.bitsPerCharacter("the mat sat.");
  assert.ok(own._tag === "Right");
  near(bitsPerCharacter(oracle, read.tokens), own.right);
});
bits.run();

const expected = suite("expected bits");
expected("are the mean over all texts, weighted by how likely they are", () => {
  for (const start of ["", "a", "ab"]) {
    const oracle = markovOracle("abcaabbca", { start });
    const all = Array.from({ length: 3 ** 4 }, (_, i) => [27, 9, 3, 1].map((place) => Math.floor(i / place) % 3));
    const mean = all.reduce(
      (sum, text) => sum + Math.exp(oracle.logProbability(text)) * bitsPerCharacter(oracle, text),
      0,
    );
    near(expectedBits(oracle, 4), mean, 1e-10);
  }
});
expected("are nothing without text", () => {
  assert.is(expectedBits(markovOracle("ab"), 0), 0);
});
expected.run();

const entropy = suite("unigram entropy");
entropy("by hand", () => {
  assert.is(unigramEntropy([]), 0);
  assert.is(unigramEntropy([5, 5, 5]), 0);
  near(unigramEntropy([0, 1, 2, 3]), 2);
  near(unigramEntropy([0, 0, 1, 2]), 1.5);
});
entropy("does not depend on the order, lies in its range", () => {
  fc.assert(fc.property(texts, (text) => {
    const found = unigramEntropy(text);
    near(found, unigramEntropy([...text].reverse()), 1e-9);
    assert.ok(found >= 0 && found <= Math.log2(Math.min(5, text.length)) + 1e-9);
  }));
});
entropy.run();

const different = suite("distinct-n");
different("by hand: a b a b has two of four, two of three, two of two", () => {
  assert.equal([1, 2, 3, 4].map((n) => distinct([0, 1, 0, 1], n)), [2 / 4, 2 / 3, 1, 1]);
  assert.is(distinct([7], 2), 1);
});
different("tells tokens of several digits apart", () => {
  assert.is(distinct([1, 11, 11, 1], 2), 1);
});
different("lies in (0, 1]", () => {
  fc.assert(fc.property(texts, fc.integer({ min: 1, max: 4 }), (text, n) => {
    const found = distinct(text, n);
    assert.ok(found > 0 && found <= 1);
  }));
});
different.run();

/** Park and Miller's minimal standard generator, in (0, 1). */
const uniforms = (seed: number) => (): number => (seed = (seed * 48271) % 2147483647) / 2147483647;

/** How many of 1,000 intervals of so many values hold the truth. */
const coverage = (values: number, draw: () => number, truth: number): number =>
  Array.from({ length: 1000 }, () => meanInterval(Array.from({ length: values }, draw)))
    .filter(({ mean, half }) => Math.abs(mean - truth) <= half).length / 1000;

/** `P(|T| < q)`: the density of `t = sqrt(df) tan x` is that of `cos(x)^(df - 1)`, summed by midpoints. */
const withinStudent = (q: number, freedom: number): number => {
  const mass = (to: number): number => {
    const step = to / 20000;
    const at = (i: number): number => Math.cos((i + 0.5) * step) ** (freedom - 1);
    return Array.from({ length: 20000 }, (_, i) => at(i) * step).reduce((sum, x) => sum + x, 0);
  };
  return mass(Math.atan(q / Math.sqrt(freedom))) / mass(Math.PI / 2);
};

const interval = suite("mean with interval");
interval("by hand: 1, 2, 3 has s = 1", () => {
  const { mean, half } = meanInterval([1, 2, 3]);
  assert.is(mean, 2);
  near(half, 4.3027 / Math.sqrt(3)); // Student's quantile of 2 degrees of freedom
  assert.equal(meanInterval([4]), { mean: 4, half: 0 });
});
interval("counts in Student's errors where values are few, in those of the normal law from 30 on", () => {
  for (let values = 2; values < 30; values++) { near(withinStudent(errorsWithin95(values), values - 1), 0.95, 1e-5); }
  assert.is(errorsWithin95(30), 1.959963984540054);
  near(withinStudent(errorsWithin95(30), 29), 0.95, 0.011);
});
interval(
  "covers the truth 95 times of 100 with 4 values (1,000 normal ones, seed 1; binomial sd 0.7 %, bounds at 4 sd)",
  () => {
    const uniform = uniforms(1);
    const normal = (): number => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
    const share = coverage(4, normal, 0);
    assert.ok(share > 0.92 && share < 0.98, String(share));
  },
);
interval(
  "covers the truth 95 times of 100 (1,000 intervals of 40 uniforms, seed 1; binomial sd 0.7 %, bounds at 4 sd)",
  () => {
    const share = coverage(40, uniforms(1), 0.5);
    assert.ok(share > 0.92 && share < 0.98, String(share));
  },
);
interval.run();
