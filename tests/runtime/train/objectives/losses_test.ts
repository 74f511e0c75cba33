import fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  crossEntropy,
  evidenceOf,
  jensenBound,
  logSumExpBound,
  lossAt,
  type LossType,
  objectiveOf,
  postProcess,
  predictionOf,
  predictionOfMixture,
  reduceLoss,
  uniformElbo,
  weightedForm,
} from "../../../../runtime/train/objectives/mod.ts";
import { randomTable, sequenceAt, tableOracle } from "../../../../runtime/models/mod.ts";
import { checkLoss, type LossSet } from "../../../conformance/loss.ts";
import { totalsOf } from "../../../conformance/report.ts";
import { goldenFolder, readGolden } from "../../../support/golden.ts";
import { near } from "../../../support/near.ts";
import { skipUnless } from "../../../support/skip.ts";

const losses = suite("losses");
const golden = readGolden<LossSet>("loss.json");

skipUnless(golden !== null, `no golden data in ${goldenFolder()}`)(losses)(
  "agree with golden data, and not by chance",
  () => {
    assert.is(totalsOf([checkLoss(golden!)]).failed, 0);
    const moved = JSON.parse(
      JSON.stringify(golden),
      (key, value) => key === "dalpha_t" ? value.map((x: number) => x + 1e-4) : value,
    );
    assert.is(totalsOf([checkLoss(moved)]).failed, golden!.nll!.length);
    assert.is(totalsOf([checkLoss({})]).failed, 7);
  },
);

const all: readonly LossType[] = ["elbo", "ce", "ce-noisy", "low-variance", "evidence"];

losses("as weighted cross-entropies are the same numbers", () => {
  const V = 4;
  const position = fc.record({
    logits: fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: V + 1, maxLength: V + 1 }),
    x0: fc.nat(V - 1),
    noise: fc.nat(V - 1),
    noisy: fc.boolean(),
    alpha: fc.double({ min: 0, max: 0.99, noNaN: true }),
    loss: fc.constantFrom(...all),
    process: fc.constantFrom("absorbing" as const, "uniform" as const),
  });
  fc.assert(
    fc.property(position, ({ logits, x0, noise, noisy, alpha, loss, process }) => {
      const xt = !noisy ? x0 : process === "absorbing" ? V : noise;
      const at = { x0, xt, alpha, slope: -0.9 };
      const raw = process === "absorbing" ? logits : logits.slice(0, V);
      const form = weightedForm(loss, process, at, V);
      if (form === null) {
        assert.ok(process === "uniform" && (loss === "elbo" || loss === "low-variance"));
        return;
      }
      const seen = logits.slice(0, V).map((x, v) => x + (v === xt ? form.evidence : 0));
      const ce = Math.log(seen.reduce((sum, x) => sum + Math.exp(x), 0)) - seen[x0]!;
      near(form.weight * ce, objectiveOf(loss, process)(postProcess(raw, { process, xt }), at), 1e-9);
    }),
    { seed: 1 },
  );
});

losses("cross-entropy at block size 1 and pure noise is -ln p, left to right", () => {
  for (const process of ["absorbing", "uniform"] as const) {
    const [V, L] = [3, 3];
    const oracle = tableOracle({ table: randomTable(2, V, L), vocabulary: V, length: L, process });
    for (let k = 0; k < V ** L; k++) {
      const x0 = sequenceAt(k, V, L);
      const xt = process === "absorbing" ? V : 1;
      const sum = x0.reduce((nll, token, i) => {
        const p = oracle.predict64({ context: x0.slice(0, i), noisy: [xt], alpha: 0 });
        return nll + crossEntropy(p.map(Math.log), { x0: token, xt, alpha: 0, slope: -1 });
      }, 0);
      near(sum, -oracle.logProbability(x0), 1e-12);
    }
  }
});

losses("the uniform ELBO costs nothing where nothing or all is known", () => {
  const flat = [-Math.log(2), -Math.log(2)];
  assert.is(uniformElbo(flat, { x0: 0, xt: 1, alpha: 0, slope: -1 }), 0);
  near(uniformElbo([0, -1e6], { x0: 0, xt: 0, alpha: 0.5, slope: -1 }), 0, 1e-12);
});

losses("evidence is what Bayes' rule adds", () => {
  assert.is(evidenceOf(0, 7), 0);
  near(evidenceOf(0.5, 3), Math.log((0.5 + 0.5 / 3) / (0.5 / 3)), 1e-12);
});

losses("say what predictions mean", () => {
  assert.is(predictionOf("ce", "uniform"), "full");
  assert.is(predictionOf("evidence", "uniform"), "loo");
  assert.is(predictionOf("ce-noisy", "uniform"), "unknown");
  const choice = { loss: "evidence", special: { 1: "ce" }, process: "uniform", pureNoise: [1] } as const;
  assert.is(predictionOfMixture(choice, [1, 16]), "loo");
  assert.is(predictionOfMixture({ ...choice, pureNoise: [] }, [1, 16]), "unknown");
  assert.is(predictionOfMixture({ ...choice, loss: "ce" }, [1, 16]), "full");
});

losses("of evaluation do not depend on those of training", () => {
  for (const loss of all) {
    assert.is(lossAt({ loss }, 1, "eval"), "ce");
    assert.is(lossAt({ loss }, 2, "eval"), "elbo");
  }
});

losses("padding does not count", () => {
  assert.equal(reduceLoss([1, 2, 4], [1, 0, 1]), { nll: 5, tokens: 2, loss: 2.5 });
  assert.equal(reduceLoss([1], [0]), { nll: 0, tokens: 0, loss: 0 });
});

losses("the log-sum-exp bound is at most Jensen's, and both are exact for one component", () => {
  const component = fc.record({
    weight: fc.double({ min: 1e-3, max: 1, noNaN: true }),
    draws: fc.array(fc.double({ min: 0, max: 1e4, noNaN: true }), { minLength: 1, maxLength: 3 }),
  });
  fc.assert(
    fc.property(fc.array(component, { minLength: 1, maxLength: 4 }), (parts) => {
      const sum = parts.reduce((total, { weight }) => total + weight, 0);
      const mixture = parts.map(({ weight, draws }) => ({ weight: weight / sum, draws }));
      assert.ok(logSumExpBound(mixture) <= jensenBound(mixture) + 1e-8);
      const [{ draws }] = mixture as [typeof mixture[number]];
      near(logSumExpBound([{ weight: 1, draws }]), jensenBound([{ weight: 1, draws }]), 1e-8);
    }),
    { seed: 1 },
  );
  assert.is(logSumExpBound([{ weight: 0, draws: [3] }, { weight: 1, draws: [2, 4] }]), 3);
});

losses.run();
