import fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  crossEntropy,
  evidenceOf,
  flatBound,
  flatElbo,
  jensenBound,
  logSumExpBound,
  lossAt,
  type LossType,
  maskedElbo,
  objectiveOf,
  postProcess,
  predictionOf,
  predictionOfMixture,
  reduceLoss,
  scoreForm,
  uniformElbo,
  uniformElboLowVariance,
  weightedForm,
} from "../../../../runtime/train/objectives/mod.ts";
import { randomTable, sequenceAt, tableOracle } from "../../../../runtime/models/mod.ts";
import { checkLoss, type LossSet } from "../../../conformance/loss.ts";
import { totalsOf } from "../../../conformance/report.ts";
import { goldenFolder, readGolden } from "../../../support/golden.ts";
import { transition } from "../../../support/exact_elbo.ts";
import { integral } from "../../../support/quadrature.ts";
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

losses("of uniform noise that read the whole prediction are five terms of it", () => {
  const V = 4;
  const position = fc.record({
    logits: fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: V, maxLength: V }),
    x0: fc.nat(V - 1),
    xt: fc.nat(V - 1),
    alpha: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
  });
  fc.assert(
    fc.property(position, ({ logits, x0, xt, alpha }) => {
      const at = { x0, xt, alpha, slope: -0.9 };
      const logP = postProcess(logits, { process: "uniform", xt });
      const m = [...logP].map((x) => V * alpha * Math.exp(x) + 1 - alpha);
      for (const [name, loss] of [["elbo", uniformElbo], ["low-variance", uniformElboLowVariance]] as const) {
        const { constant, truth, all, seen, inverse } = scoreForm(name, at, V);
        const logs = m.reduce((sum, x) => sum + Math.log(x), 0);
        const found = constant + truth * Math.log(m[x0]!) + all * logs + seen * Math.log(m[xt]!) + inverse / m[xt]!;
        near(found, loss(logP, at), 1e-8);
      }
    }),
    { seed: 1 },
  );
});

losses("the flat prediction's ELBO in closed form: each number, and the integral", () => {
  const V = 5;
  const logP = new Array<number>(V).fill(-Math.log(V));
  const at = (xt: number, t: number) => ({ x0: 2, xt, alpha: 1 - t, slope: -1 });
  for (const t of [0.001, 0.3, 1]) {
    for (let xt = 0; xt < V; xt++) near(flatElbo("uniform", V, at(xt, t)), uniformElbo(logP, at(xt, t)), 1e-9);
    near(flatElbo("absorbing", V, at(V, t)), maskedElbo(logP, at(V, t)), 1e-12);
  }
  for (const process of ["absorbing", "uniform"] as const) {
    const mean = (t: number) =>
      [0, 1, 2, 3, 4, V].reduce(
        (sum, xt) => {
          const p = xt === V && process === "uniform" ? 0 : transition(process, V, 2, xt, 1 - t);
          return p === 0 ? sum : sum + p * flatElbo(process, V, at(xt, t));
        },
        0,
      );
    near(integral((x) => 0.8 * mean(0.1 + 0.8 * x), 24), flatBound(process, V, 0.1, 0.9), 1e-9);
    near(flatBound(process, V, 0, 1), Math.log(V), 1e-12);
  }
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
