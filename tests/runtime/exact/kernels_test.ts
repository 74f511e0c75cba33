import { suite } from "uvu";
import * as assert from "uvu/assert";
import { randomTable } from "../../../runtime/models/mod.ts";
import {
  absorbing,
  type Levels,
  type Probabilities,
  uniformMixture,
  uniformPlugIn,
} from "../../../runtime/exact/posterior.ts";
import { type LogVector, normalise, toLoo } from "../../../runtime/exact/vector.ts";

const V = 3;
const L = 2;
const levels: readonly Levels[] = [[0.001, 0.3], [0.2, 0.5], [0.4, 0.4], [0.5, 0.9], [0.7, 1]]
  .map(([alphaT, alphaS]) => ({ alphaT: alphaT!, alphaS: alphaS! }));

const sequences = Array.from({ length: V ** L }, (_, k) => [Math.floor(k / V), k % V]);
const keep = (alpha: number, same: boolean): number => (same ? alpha : 0) + (1 - alpha) / V;

/** Weight of a clean sequence with what the noisy one shows, position `without` left out. */
const evidence = (x0: readonly number[], xt: readonly number[], alpha: number, without = -1): number =>
  x0.reduce((product, token, i) => (i === without ? product : product * keep(alpha, token === xt[i])), 1);

/** `ln p(x0_i = v | x_t)`, or without position i. */
const prediction = (
  table: ArrayLike<number>,
  xt: readonly number[],
  alpha: number,
  i: number,
  loo: boolean,
): LogVector =>
  normalise(
    Array.from({ length: V }, (_, v) =>
      Math.log(sequences.reduce((sum, x0, k) =>
        x0[i] === v ? sum + table[k]! * evidence(x0, xt, alpha, loo ? i : -1) : sum, 0))),
  );

/** `q(x_s,i = v | x_t)` from the joint law of clean, cleaner and noisy sequence. */
const truth = (
  table: ArrayLike<number>,
  xt: readonly number[],
  { alphaT, alphaS }: Levels,
  i: number,
): Probabilities => {
  const weights = Array.from(
    { length: V },
    (_, v) =>
      sequences.reduce(
        (sum, x0, k) =>
          sum +
          table[k]! * evidence(x0, xt, alphaT, i) * keep(alphaS, x0[i] === v) * keep(alphaT / alphaS, v === xt[i]),
        0,
      ),
  );
  const total = weights.reduce((a, b) => a + b, 0);
  return weights.map((w) => w / total);
};

const distance = (p: Probabilities, q: Probabilities): number => Math.max(...p.map((x, v) => Math.abs(x - q[v]!)));

const everyCase = (check: (table: Float64Array, xt: readonly number[], level: Levels, i: number) => void) => {
  for (const seed of [1, 2, 3]) {
    for (const level of levels) {
      for (const xt of sequences)
        for (const i of [0, 1]) check(randomTable(seed, V, L, { sharpness: 1.5 }), xt, level, i);
    }
  }
};

const kernels = suite("reverse kernels against the joint law");

kernels("law L3: plug-in of leave-one-out and mixture of full are the true reverse marginal", () => {
  everyCase((table, xt, level, i) => {
    const want = truth(table, xt, level, i);
    const loo = uniformPlugIn(prediction(table, xt, level.alphaT, i, true), xt[i]!, level);
    const full = uniformMixture(prediction(table, xt, level.alphaT, i, false), xt[i]!, level);
    assert.ok(distance(loo, want) < 1e-12);
    assert.ok(distance(full, want) < 1e-12);
  });
});

kernels("law L3: plug-in of full is off", () => {
  let worst = 0;
  everyCase((table, xt, level, i) => {
    const wrong = uniformPlugIn(prediction(table, xt, level.alphaT, i, false), xt[i]!, level);
    worst = Math.max(worst, distance(wrong, truth(table, xt, level, i)));
  });
  assert.ok(worst > 0.05, `off by ${worst}`);
});

kernels("law L3: a full prediction turned leave-one-out is the leave-one-out one", () => {
  everyCase((table, xt, { alphaT }, i) => {
    const turned = toLoo(prediction(table, xt, alphaT, i, false), xt[i]!, alphaT);
    const want = prediction(table, xt, alphaT, i, true);
    assert.ok(distance(turned.map(Math.exp), want.map(Math.exp)) < 1e-12);
  });
});

kernels("law L1: every remask rate keeps the share of visible tokens at alphaS", () => {
  const logs = normalise([0.3, -1, 2]);
  for (const level of levels) {
    for (const share of [0, 0.3, 1]) {
      const remask = share * Math.min(1, (1 - level.alphaS) / level.alphaT);
      const seen = (current: number) => 1 - absorbing(logs, current, level, remask)[V]!;
      assert.ok(Math.abs(level.alphaT * seen(0) + (1 - level.alphaT) * seen(V) - level.alphaS) < 1e-12);
    }
  }
});

kernels.run();
