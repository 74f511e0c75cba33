import fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  adamW,
  attentionLayout,
  batchAt,
  blockSizes,
  drawnSize,
  emaDecay,
  layoutProblem,
  optimizerDefaults,
  progressOf,
  rateAt,
  rowsOf,
  stepConstants,
  windowsIn,
  windowStarts,
} from "../../../runtime/train/mod.ts";
import { permutation } from "../../../runtime/train/permutation.ts";
import { near } from "../../support/near.ts";

const mixtures = suite("mixtures of block sizes");

mixtures("a batch is never a row off, and many batches have the exact shares", () => {
  const weights = fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(weights, fc.integer({ min: 1, max: 40 }), (list, rows) => {
      const mixture = list.map((weight, i) => ({ size: 2 ** i, weight }));
      const sum = list.reduce((a, b) => a + b, 0);
      const seen = list.map(() => 0);
      for (let step = 0; step < 300; step++) {
        const counts = rowsOf(mixture, rows, step);
        assert.is(counts.reduce((a, b) => a + b, 0), rows);
        counts.forEach((n, i) => {
          assert.ok(Math.abs(n - rows * list[i]! / sum) < 1);
          seen[i] = seen[i]! + n;
        });
      }
      seen.forEach((n, i) => assert.ok(Math.abs(n - 300 * rows * list[i]! / sum) < 8));
    }),
    { seed: 1, numRuns: 50 },
  );
});

mixtures("two of eight rows are two of eight rows in every step", () => {
  const mixture = [{ size: 1, weight: 0.25 }, { size: 16, weight: 0.75 }];
  for (let step = 0; step < 50; step++) {
    assert.equal(blockSizes(mixture, "stratified", 8, 0, step), [1, 1, 16, 16, 16, 16, 16, 16]);
  }
});

/** N = 4000 draws, fixed seed: 5 standard errors, false-alarm rate 6e-7. */
mixtures("a drawn size is one for the batch, by weight, and a function of seed and step", () => {
  const mixture = [{ size: 1, weight: 1 }, { size: 16, weight: 3 }];
  const draws = Array.from({ length: 4000 }, (_, step) => drawnSize(mixture, 5, step));
  assert.ok(Math.abs(draws.filter((size) => size === 1).length - 1000) < 5 * Math.sqrt(4000 * 3 / 16));
  assert.is(new Set(blockSizes(mixture, "drawn", 8, 5, 0)).size, 1);
  assert.is(drawnSize(mixture, 5, 77), draws[77]);
});

mixtures.run();

const windows = suite("windows of a text");

windows("a permutation holds every number once", () => {
  for (const n of [1, 2, 3, 17, 64, 1000]) {
    const at = permutation([n, 7], n);
    assert.is(new Set(Array.from({ length: n }, (_, i) => at(i))).size, n);
    assert.ok(Array.from({ length: n }, (_, i) => at(i)).every((x) => x >= 0 && x < n));
  }
});

windows("a pass reads windows that do not overlap, each once, and passes differ", () => {
  const [options, tokens] = [{ length: 10, rows: 4, seed: 4 }, 289];
  const count = windowsIn(tokens, options.length);
  assert.is(count, 28);
  const pass = (n: number) =>
    Array.from({ length: count / 4 }, (_, k) => windowStarts(tokens, options, n * count / 4 + k)).flat();
  for (const starts of [pass(0), pass(1), pass(2)]) {
    const sorted = [...starts].sort((a, b) => a - b);
    assert.is(new Set(sorted.map((start) => start % 10)).size, 1);
    assert.is(new Set(sorted).size, count);
    assert.ok(sorted[0]! >= 0 && sorted.at(-1)! + 10 <= tokens);
  }
  assert.not.equal(pass(0), pass(1));
});

windows("a batch is a function of seed and step", () => {
  const tokens = Array.from({ length: 500 }, (_, i) => i);
  const options = { length: 16, rows: 4, seed: 9 };
  assert.equal(batchAt(tokens, options, 41), batchAt(tokens, options, 41));
  assert.not.equal(batchAt(tokens, options, 41), batchAt(tokens, { ...options, seed: 10 }, 41));
});

windows.run();

const layout = suite("attention layouts");

layout("a query sees clean tokens of earlier blocks and noisy ones of its own", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(1, 2, 4, 8), { minLength: 1, maxLength: 3 }), (sizes) => {
      const [L, largest] = [16, 8];
      const { context, block, clean } = attentionLayout(sizes, largest, L);
      sizes.forEach((size, row) => {
        for (let i = 0; i < L; i++) {
          for (let j = 0; j < L; j++) {
            assert.is(context[(row * L + i) * L + j] === 0, Math.floor(j / size) < Math.floor(i / size));
            assert.is(clean[i * L + j] === 0, j <= i);
            if (Math.floor(i / largest) !== Math.floor(j / largest)) continue;
            const seen = block[(row * largest + i % largest) * largest + j % largest] === 0;
            assert.is(seen, Math.floor(j / size) === Math.floor(i / size));
          }
        }
      });
    }),
    { seed: 1, numRuns: 20 },
  );
});

layout("says in a sentence what does not fit", () => {
  assert.is(layoutProblem([1, 4], 16, 64), null);
  assert.match(layoutProblem([3], 16, 64)!, "block size 3 beside 16");
  assert.match(layoutProblem([16], 16, 100)!, "multiple of the block size 16");
});

layout.run();

const numbers = suite("numbers of a step");

numbers("the rate warms up, peaks and ends at its floor", () => {
  const schedule = { peak: 2, warmup: 10, floor: 0.1 };
  near(rateAt(schedule, 0, 0), 0.2, 1e-12);
  near(rateAt(schedule, 9, 0), 2, 1e-12);
  near(rateAt(schedule, 500, 0.5), 1.1, 1e-12);
  near(rateAt(schedule, 999, 1), 0.2, 1e-12);
  assert.is(progressOf({ steps: 100 }, { step: 25, elapsed: 1e9 }), 0.25);
  assert.is(progressOf({ seconds: 60 }, { step: 1e9, elapsed: 90 }), 1);
});

numbers("the average follows closely at first", () => {
  near(emaDecay(0, 0.995), 0.1, 1e-12);
  assert.is(emaDecay(1e6, 0.995), 0.995);
});

numbers("the first AdamW update is the rate times the sign of the gradient, plus decay", () => {
  const tracked = () => ({
    parameters: Float64Array.of(1, -2),
    first: new Float64Array(2),
    second: new Float64Array(2),
    ema: Float64Array.of(1, -2),
  });
  const [vector, matrix] = [tracked(), tracked()];
  const constants = stepConstants(optimizerDefaults, 0, 0.01);
  adamW(vector, [3, -0.5], constants, optimizerDefaults, false);
  adamW(matrix, [3, -0.5], constants, optimizerDefaults, true);
  near(vector.parameters[0]!, 0.99, 1e-7);
  near(vector.parameters[1]!, -1.99, 1e-7);
  near(matrix.parameters[0]!, 0.99 - 0.01 * 0.1, 1e-7);
  near(vector.ema[0]!, 0.1 * 1 + 0.9 * vector.parameters[0]!, 1e-12);
});

numbers.run();
