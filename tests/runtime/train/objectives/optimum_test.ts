import fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type Oracle, randomTable, sequenceAt, tableOracle } from "../../../../runtime/models/mod.ts";
import { crossEntropy, evidenceCrossEntropy, type PositionLoss } from "../../../../runtime/train/objectives/mod.ts";

const [V, L] = [3, 2];

/** Every place of a noisy sequence, with both predictions. */
const places = (oracle: Oracle, alpha: number) =>
  Array.from({ length: V ** L }, (_, k) => sequenceAt(k, V, L)).flatMap((noisy) => {
    const [full, loo] = (["full", "loo"] as const).map((kind) => oracle.predict64({ context: [], noisy, alpha }, kind));
    return noisy.map((xt, i) => ({
      xt,
      full: full!.subarray(i * V, (i + 1) * V),
      loo: loo!.subarray(i * V, (i + 1) * V),
    }));
  });

/** The loss averaged over the clean token, whose law given the noisy sequence is `full`. */
const expected = (loss: PositionLoss, logits: ArrayLike<number>, xt: number, full: Float64Array, alpha: number) =>
  full.reduce((sum, p, x0) => sum + p * loss(logits, { x0, xt, alpha, slope: -1 }), 0);

const normalised = (logits: readonly number[]): number[] => {
  const total = Math.log(logits.reduce((sum, x) => sum + Math.exp(x), 0));
  return logits.map((x) => x - total);
};

const setting = fc.record({
  seed: fc.integer({ min: 0, max: 1000 }),
  alpha: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
  move: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: V, maxLength: V }),
});

/** No logits are better than the logarithms of `best`. */
const isBest = (loss: PositionLoss, best: "full" | "loo") =>
  fc.assert(
    fc.property(setting, ({ seed, alpha, move }) => {
      const oracle = tableOracle({ table: randomTable(seed, V, L), vocabulary: V, length: L, process: "uniform" });
      for (const place of places(oracle, alpha)) {
        const at = [...place[best]].map(Math.log);
        const moved = normalised(at.map((x, v) => x + move[v]!));
        const value = (logits: number[]) => expected(loss, logits, place.xt, place.full, alpha);
        assert.ok(value(moved) >= value(at) - 1e-12);
      }
    }),
    { numRuns: 50, seed: 1 },
  );

const optimum = suite("optimum of a loss under uniform noise, enumerated");

optimum("cross-entropy with evidence: the leave-one-out prediction", () => isBest(evidenceCrossEntropy, "loo"));

optimum("plain cross-entropy: the full posterior", () => isBest(crossEntropy, "full"));

optimum("they are different predictions", () => {
  const oracle = tableOracle({ table: randomTable(3, V, L), vocabulary: V, length: L, process: "uniform" });
  for (const { xt, full, loo } of places(oracle, 0.5)) {
    const value = (p: Float64Array) => expected(evidenceCrossEntropy, p.map(Math.log), xt, full, 0.5);
    assert.ok(value(full) > value(loo) + 1e-4);
  }
});

optimum.run();
