import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Process } from "../../../../dsl/mod.ts";
import { type Oracle, randomTable, sequenceAt, tableOracle } from "../../../../runtime/models/mod.ts";
import { near } from "../../../support/near.ts";
import { exactElbo, type Predict } from "../../../support/exact_elbo.ts";

const oracleOf = (process: Process, V: number, L: number, seed: number) =>
  tableOracle({ table: randomTable(seed, V, L), vocabulary: V, length: L, process });
const loo = (oracle: Oracle): Predict => (block) => oracle.predict64(block, "loo");
const all = (V: number, L: number) => Array.from({ length: V ** L }, (_, k) => sequenceAt(k, V, L));

const law = suite("the ELBO, all noise enumerated");

for (const process of ["absorbing", "uniform"] as const) {
  for (const [V, L, size] of [[3, 3, 3], [2, 4, 2], [3, 2, 1], [2, 3, 3]] as const) {
    law(`is -ln p of every sequence when predictions are exact: ${process}, V ${V}, L ${L}, blocks of ${size}`, () => {
      const oracle = oracleOf(process, V, L, 7 + V);
      for (const x0 of all(V, L)) {
        near(exactElbo(process, V, loo(oracle), x0, size), -oracle.logProbability(x0), 1e-5);
      }
    });
  }

  law(`is above the entropy when predictions are not exact: ${process}`, () => {
    const [V, L] = [2, 3];
    for (const seed of [1, 2, 3]) {
      const oracle = oracleOf(process, V, L, seed);
      const blurred: Predict = (block) => oracle.predict64(block, "loo").map((p) => 0.7 * p + 0.3 / V);
      const mean = (of: (x0: number[]) => number) =>
        all(V, L).reduce((sum, x0) => sum + Math.exp(oracle.logProbability(x0)) * of(x0), 0);
      const entropy = mean((x0) => -oracle.logProbability(x0));
      assert.ok(mean((x0) => exactElbo(process, V, blurred, x0, L)) > entropy + 1e-3);
    }
  });
}

law("counts the evidence twice when full predictions stand for leave-one-out ones: uniform", () => {
  const [V, L] = [3, 3];
  const oracle = oracleOf("uniform", V, L, 5);
  const full: Predict = (block) => oracle.predict64(block, "full");
  const excess = all(V, L).reduce((sum, x0) => {
    const p = Math.exp(oracle.logProbability(x0));
    return sum + p * (exactElbo("uniform", V, full, x0, L) + oracle.logProbability(x0));
  }, 0);
  assert.ok(excess > 0.1, `an excess of ${excess} nats`);
});

law.run();
