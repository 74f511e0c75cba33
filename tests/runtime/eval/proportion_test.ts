import fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { bootstrap } from "../../../runtime/eval/bootstrap.ts";
import { compareGsm8k } from "../../../runtime/eval/gsm8k/compare.ts";
import type { Gsm8kRecord } from "../../../runtime/eval/gsm8k/record.ts";
import { newcombe, wilson } from "../../../runtime/eval/proportion.ts";
import { fold, sampleKey, uniform } from "../../../runtime/random/mod.ts";

const near = (a: number, b: number, within = 5e-4): boolean => Math.abs(a - b) < within;

/** `P(X = k)` of a binomial for k from 0 to n, by the ratio of neighbours. */
const binomial = (n: number, p: number): readonly number[] => {
  const all = [(1 - p) ** n];
  for (let k = 1; k <= n; k++) { all.push(all[k - 1]! * (n - k + 1) / k * p / (1 - p)); }
  return all;
};

const shares = suite("Wilson's interval");
shares("of the textbook: 10 of 20 is 0.299 to 0.701, 0 of 10 ends at 0.278, 81 of 263 is 0.255 to 0.366", () => {
  const cases: readonly (readonly [right: number, n: number, low: number, high: number])[] = [
    [10, 20, 0.2993, 0.7007],
    [0, 10, 0, 0.2775],
    [10, 10, 0.7225, 1],
    [81, 263, 0.2553, 0.3662],
  ];
  for (const [right, n, low, high] of cases) {
    const found = wilson(right, n);
    assert.ok(near(found.low, low) && near(found.high, high), JSON.stringify([right, n, found]));
  }
  assert.equal(wilson(0, 0), { low: 0, high: 1 });
});
shares("holds its share, has a width, and mirrors", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, share) => {
      const right = Math.round(share * n);
      const [one, other] = [wilson(right, n), wilson(n - right, n)];
      assert.ok(one.low <= right / n && right / n <= one.high && one.low >= 0 && one.high <= 1 && one.low < one.high);
      assert.ok(near(one.low, 1 - other.high, 1e-12));
    }),
    { seed: 1, numRuns: 200 },
  );
});
shares("holds the truth as often as it says: exactly, by summing over all counts, at 0.02 and 0.3 too", () => {
  for (const p of [0.02, 0.06, 0.3, 0.5, 0.9]) {
    const covered = binomial(50, p).reduce((sum, mass, k) => {
      const { low, high } = wilson(k, 50);
      return low <= p && p <= high ? sum + mass : sum;
    }, 0);
    assert.ok(covered > 0.91 && covered < 0.99, `${p}: ${covered}`);
  }
});
shares.run();

const differences = suite("differences of shares");
differences(
  "by square and add, by hand; without a single right answer each side is Wilson's",
  () => {
    // 7 of 10 against 2 of 10: Wilson (0.3968, 0.8922) and (0.0567, 0.5098); 0.5 - hypot(0.3032, 0.3098) = 0.0665.
    const { low, high } = newcombe(7, 2, 10);
    assert.ok(near(low, 0.0665) && near(high, 0.7395, 1e-3), JSON.stringify([low, high]));
    const none = newcombe(0, 0, 32);
    assert.ok(near(none.high, wilson(0, 32).high, 1e-12) && near(none.low, -none.high, 1e-12));
  },
);
differences("Newcombe's interval holds the truth exactly often enough", () => {
  for (const [p, q] of [[0.1, 0.1], [0.5, 0.3], [0.05, 0.3]] as const) {
    const [first, second] = [binomial(30, p), binomial(30, q)];
    let covered = 0;
    first.forEach((a, i) =>
      second.forEach((b, j) => {
        const { low, high } = newcombe(i, j, 30);
        if (low <= p - q && p - q <= high) { covered += a * b; }
      })
    );
    assert.ok(covered > 0.93 && covered < 0.995, `${p} ${q}: ${covered}`);
  }
});

const record = (problem: number, correct: boolean): Gsm8kRecord => ({
  problem,
  question: `${problem}`,
  text: "",
  ended: "Returned",
  reason: "",
  found: { type: "none", value: null },
  wanted: { type: "none", value: null },
  correct,
  nfe: 1,
});

differences("of two evaluations are counted by hand; problems of one alone are left out", () => {
  const first = [true, true, false, true, false].map((correct, i) => record(i, correct));
  const second = [false, true, true, false].map((correct, i) => record(i, correct));
  const { difference, only, problems, newcombe: unpaired } = compareGsm8k(first, second);
  assert.equal([difference.value, only, problems], [0.25, [2, 1], 4]);
  assert.ok(difference.low <= 0 && difference.high >= 0.5 && unpaired.low < 0.25 && unpaired.high > 0.25);
  const alike = compareGsm8k(first, first);
  assert.equal(alike.difference, { value: 0, low: 0, high: 0 });
  assert.ok(alike.newcombe.low < -0.3);
});

/**
 * N = 300 pairs of evaluations of 120 problems; a problem is hard or not for both. The truth, 0.1, is in the paired interval in
 * about 94.5 % (SE 1.3 %): outside [0.88, 0.99] with probability below 1e-4.
 */
differences("the paired bootstrap holds the true difference as often as it says, in simulation", () => {
  let held = 0;
  for (let i = 0; i < 300; i++) {
    const key = fold(sampleKey(17, i), 2);
    const values = Array.from({ length: 120 }, (_, j) => {
      const ease = uniform(key, j, 0) < 0.5 ? 0.2 : 0.7;
      return Number(uniform(key, j, 1) < ease + 0.1) - Number(uniform(key, j, 2) < ease);
    });
    const { low, high } = bootstrap(values, { resamples: 400, seed: i });
    if (low <= 0.1 && 0.1 <= high) { held++; }
  }
  assert.ok(held / 300 > 0.88 && held / 300 < 0.99, String(held / 300));
});
differences.run();
