import fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Logits } from "../../../runtime/model.ts";
import { impossibleLogit, randomTable, sequenceAt, sequenceIndex, tableOracle } from "../../../runtime/models/mod.ts";
import { distance, enumerate, forward, questions } from "./enumerate.ts";

const oracle = suite("table oracle");
const V = 3;
const L = 4;
const table = randomTable(11, V, L);
const alphas = [0.05, 0.5, 0.9];

for (const process of ["absorbing", "uniform"] as const) {
  oracle(`full and leave-one-out equal the enumeration, ${process}`, () => {
    const model = tableOracle({ table, vocabulary: V, length: L, process });
    let asked = 0;
    for (const [start, size] of [[0, 2], [1, 2], [2, 2], [0, 3], [3, 1]]) {
      for (const question of questions(process, V, L, alphas, start, size)) {
        for (const kind of ["full", "loo"] as const) {
          for (const conditional of [true, false]) {
            const q = { ...question, conditional };
            assert.ok(
              distance(model.predict64(q, kind), enumerate(table, process, V, L, q, kind)) < 1e-12,
              JSON.stringify(q),
            );
            asked++;
          }
        }
      }
    }
    assert.ok(asked > 1000);
  });
}

oracle("verify and logProbability are the chain rule", () => {
  const model = tableOracle({ table, vocabulary: V, length: L, process: "absorbing" });
  for (let k = 0; k < V ** L; k++) {
    const x = sequenceAt(k, V, L);
    assert.ok(Math.abs(model.logProbability(x) - Math.log(table[k])) < 1e-12);
    const ar = model.verify64(x.slice(0, 1), x.slice(1));
    const product = x.slice(1).reduce((p, v, i) => p * ar[i * V + v], 1);
    assert.ok(Math.abs(Math.log(product) - model.logProbability(x.slice(1), x.slice(0, 1))) < 1e-12);
  }
});

oracle("evidence that cannot occur still gets finite logits", async () => {
  const model = tableOracle({
    table: { "00": 1, "11": 1 },
    vocabulary: 3,
    length: 2,
    process: "absorbing",
    prediction: "full",
  });
  assert.equal([...model.predict64({ context: [], noisy: [2, 3], alpha: 0.5 })], [0, 0, 1, 1 / 3, 1 / 3, 1 / 3]);
  assert.equal([...model.predict64({ context: [2], noisy: [3], alpha: 0.5 })], [1 / 3, 1 / 3, 1 / 3]);
  assert.equal([...model.verify64([], [2, 0])], [0.5, 0.5, 0, 1 / 3, 1 / 3, 1 / 3]);
  const session = await model.open({ rows: 1, length: 2 });
  const request = { rows: [0], context: [new Int32Array()], noisy: [Int32Array.of(0, 3)], start: [0], alpha: [0.5] };
  const logits: Logits = await session.predict({
    ...request,
    frozen: [new Uint8Array(2)],
    conditional: true,
    previous: null,
  });
  assert.equal([...logits.values], [0, impossibleLogit, impossibleLogit, 0, impossibleLogit, impossibleLogit]);
});

/** Law L3: for uniform noise, plug-in(loo) = mixture(full) = the true reverse marginal; plug-in(full) is not. */
oracle("law L3: leave-one-out belongs to the plug-in posterior, full to the mixture", () => {
  const pairs = randomTable(5, V, 2, { sharpness: 3 });
  const model = tableOracle({ table: pairs, vocabulary: V, length: 2, process: "uniform" });
  const [alphaT, alphaS] = [0.4, 0.7];
  let wrong = 0;
  for (let k = 0; k < V * V; k++) {
    const noisy = sequenceAt(k, V, 2);
    const block = { context: [], noisy, alpha: alphaT };
    const [loo, full] = [model.predict64(block, "loo").slice(0, V), model.predict64(block, "full").slice(0, V)];
    const truth = reverseMarginal(pairs, noisy, alphaT, alphaS);
    assert.ok(distance(plugIn(loo, noisy[0], alphaT, alphaS), [truth]) < 1e-12);
    assert.ok(distance(mixture(full, noisy[0], alphaT, alphaS), [truth]) < 1e-12);
    const converted = full.map((p, v) => v === noisy[0] ? p / (1 + V * alphaT / (1 - alphaT)) : p);
    const total = converted.reduce((a, b) => a + b, 0);
    assert.ok(distance(converted.map((p) => p / total), [[...loo]]) < 1e-12);
    wrong = Math.max(wrong, distance(plugIn(full, noisy[0], alphaT, alphaS), [truth]));
  }
  assert.ok(wrong > 0.01, `plug-in(full) should differ, by ${wrong}`);
});

/** `p(x_s at position 0 | both tokens of x_t)`, by summing over clean pairs and over the path of position 0. */
function reverseMarginal(pairs: Float64Array, noisy: readonly number[], alphaT: number, alphaS: number): number[] {
  const out = Array.from({ length: V }, () => 0);
  for (let index = 0; index < V * V; index++) {
    const [x, y] = sequenceAt(index, V, 2);
    const other = forward("uniform", V, noisy[1], y, alphaT, false);
    for (let s = 0; s < V; s++) {
      const path = forward("uniform", V, s, x, alphaS, false) *
        forward("uniform", V, noisy[0], s, alphaT / alphaS, false);
      out[s] += pairs[index] * other * path;
    }
  }
  const total = out.reduce((a, b) => a + b, 0);
  return out.map((p) => p / total);
}

function plugIn(p: Float64Array, xt: number, alphaT: number, alphaS: number): number[] {
  const a = alphaT / alphaS;
  const D = alphaT * V * p[xt] + 1 - alphaT;
  return Array.from(p, (pv, v) => {
    const stay = v === xt ? alphaT * V * pv + a - alphaT : 0;
    return (stay + (alphaS - alphaT) * pv + (1 - a) * (1 - alphaS) / V) / D;
  });
}

function mixture(p: Float64Array, xt: number, alphaT: number, alphaS: number): number[] {
  const out = Array.from({ length: V }, () => 0);
  p.forEach((pz, z) => {
    const step = out.map((_, s) =>
      forward("uniform", V, s, z, alphaS, false) * forward("uniform", V, xt, s, alphaT / alphaS, false)
    );
    const total = step.reduce((a, b) => a + b, 0);
    step.forEach((w, s) => out[s] += pz * w / total);
  });
  return out;
}

oracle("a prediction is a distribution, whatever the table and the evidence", () => {
  const asked = fc.record({
    seed: fc.nat(),
    zeros: fc.constantFrom(0, 0.5, 0.95),
    process: fc.constantFrom("absorbing" as const, "uniform" as const),
    kind: fc.constantFrom("full" as const, "loo" as const),
    context: fc.array(fc.nat(V - 1), { maxLength: 2 }),
    noisy: fc.array(fc.nat(V - 1), { minLength: 1, maxLength: 2 }),
    masked: fc.boolean(),
    alpha: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(asked, ({ seed, zeros, process, kind, context, noisy, masked, alpha }) => {
      const model = tableOracle({ table: randomTable(seed, V, L, { zeros }), vocabulary: V, length: L, process });
      const block = process === "absorbing" && masked ? [...noisy.slice(1), V] : noisy;
      const p = model.predict64({ context, noisy: block, alpha }, kind);
      block.forEach((_, i) => {
        const row = p.subarray(i * V, (i + 1) * V);
        assert.ok(row.every((q) => q >= 0 && q <= 1 + 1e-12));
        assert.ok(Math.abs(row.reduce((a, b) => a + b, 0) - 1) < 1e-9);
      });
    }),
    { seed: 1, numRuns: 300 },
  );
});

oracle("a table is read by index, by sequence and as a function; nonsense is refused", () => {
  const parts = { vocabulary: 2, length: 2, process: "uniform" } as const;
  const expected = Math.log(0.3);
  for (
    const given of [[1, 2, 3, 4], { "00": 1, "01": 2, "10": 3, "11": 4 }, ([a, b]: readonly number[]) => 1 + 2 * a + b]
  ) {
    assert.ok(Math.abs(tableOracle({ ...parts, table: given }).logProbability([1, 0]) - expected) < 1e-12);
  }
  assert.is(sequenceIndex([1, 0], 2), 2);
  assert.throws(() => tableOracle({ ...parts, table: [0, 0, 0, 0] }), /sum of a table/);
  assert.throws(() => tableOracle({ ...parts, table: [1, -1, 0, 0] }), /every weight/);
  assert.throws(() => tableOracle({ ...parts, table: [1], length: 40 }), /vocabulary \*\* length/);
});

oracle.run();
