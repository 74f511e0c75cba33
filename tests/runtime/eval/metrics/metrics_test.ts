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

const interval = suite("mean with interval");
interval("by hand: 1, 2, 3 has s = 1", () => {
  const { mean, half } = meanInterval([1, 2, 3]);
  assert.is(mean, 2);
  near(half, 1.959963984540054 / Math.sqrt(3));
  assert.equal(meanInterval([4]), { mean: 4, half: 0 });
});
interval(
  "covers the truth 95 times of 100 (1,000 intervals of 40 uniforms, seed 1; binomial sd 0.7 %, bounds at 4 sd)",
  () => {
    let state = 1;
    const uniform = (): number => (state = (state * 48271) % 2147483647) / 2147483647;
    const covers = Array.from({ length: 1000 }, () => {
      const { mean, half } = meanInterval(Array.from({ length: 40 }, uniform));
      return Math.abs(mean - 0.5) <= half;
    });
    const share = covers.filter(Boolean).length / 1000;
    assert.ok(share > 0.92 && share < 0.98, String(share));
  },
);
interval.run();
