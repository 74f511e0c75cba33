import { flow, pipe } from "fp-ts/lib/function.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  blocks,
  commitBlock,
  draft,
  finish,
  from,
  noise,
  open,
  predict,
  score,
  select,
  shape,
  top,
  write,
} from "../../dsl/mod.ts";
import { denoise, masked, random } from "../../dsl/mod.ts";
import { sample, userModel } from "../../runtime/mod.ts";
import { gTest } from "../support/statistics.ts";

/**
 * Law L5: a draw at temperature T follows softmax(logits / T), and at T = 0 it is the argmax. Each of the 20 tests of a family has
 * N = 40,000 draws (4,000 rows of 10 positions) and falls below p = 5e-5 by chance with a rate of 1e-3 for the whole family;
 * seeds are fixed.
 */
const logits = [0.3, -1.2, 2.1, 0.3, -0.4, 1.9, -3];
const N = 40_000;
const threshold = 1e-3 / 20;

const model = (process: "absorbing" | "uniform") =>
  userModel({
    process,
    vocabulary: logits.length,
    prediction: "loo",
    predict: ({ noisy }) => Array.from(noisy, () => logits),
  });

const softmax = (t: number) => {
  const weights = logits.map((l) => Math.exp((l - 2.1) / t));
  const sum = weights.reduce((a, b) => a + b, 0);
  return new Map(weights.map((w, token) => [token, w / sum] as const));
};

/** Three ways to a draw from the prediction: at the end of a block, by writing a draft, one random position after the other. */
const ways = (temperature: number) => {
  const think = flow(from.noisy, predict(), shape({ temperature }));
  const last = flow(think, finish());
  const each = flow(think, draft({ of: "prediction" }), score(random), select(top(3, masked)), write());
  return {
    finish: blocks(10, pipe(open, noise(), last, commitBlock())),
    write: blocks(10, pipe(open, noise(), denoise(3, { each, last }), commitBlock())),
  };
};

const counts = (rows: readonly { readonly tokens: readonly number[] }[]) => {
  const found = new Map<number, number>();
  for (const { tokens } of rows) {
    for (const token of tokens) { found.set(token, (found.get(token) ?? 0) + 1); }
  }
  return found;
};

const laws = suite("law L5: draws follow softmax(logits / T)");

for (const backend of ["host", "webasm"] as const) {
  for (const temperature of [0.25, 0.7, 1, 1.6, 4]) {
    for (const way of ["finish", "write"] as const) {
      laws(`${way} at T = ${temperature} on ${backend}`, async () => {
        const options = { length: 10, rows: N / 10, seed: 100 * temperature, backend };
        const { rows } = await sample(ways(temperature)[way], model("absorbing"), options);
        const { p, statistic, df } = gTest(counts(rows), softmax(temperature));
        assert.ok(p > threshold, `G = ${statistic}, ${df} degrees of freedom, p = ${p}`);
      });
    }
  }
}

laws("the test sees a temperature that is 3 % off", async () => {
  const { rows } = await sample(ways(1).finish, model("absorbing"), {
    length: 10,
    rows: N / 10,
    seed: 3,
    backend: "host",
  });
  assert.ok(gTest(counts(rows), softmax(1.03)).p < threshold);
});

laws("T = 0 is the argmax, however it is drawn; of equal logits the lower token", async () => {
  for (const process of ["absorbing", "uniform"] as const) {
    const { rows } = await sample(ways(0).finish, model(process), { length: 10, rows: 20, seed: 1, backend: "webasm" });
    // A uniform canvas keeps what the prediction finds certain: the argmax itself.
    assert.ok(rows.every(({ tokens }) => tokens.every((token) => token === 2)), process);
  }
  const flat = userModel({
    process: "absorbing",
    vocabulary: 3,
    predict: ({ noisy }) => Array.from(noisy, () => [1, 2, 2]),
  });
  const { rows } = await sample(ways(0).finish, flat, { length: 10, backend: "webasm" });
  assert.equal(rows[0]!.tokens, new Array(10).fill(1));
});

laws("logits shifted by a constant, or at a raised level of noise, give the same draws", async () => {
  const shifted = userModel({
    process: "absorbing",
    vocabulary: logits.length,
    predict: ({ noisy }) => Array.from(noisy, () => logits.map((l) => l + 8)),
  });
  const options = { length: 10, rows: 50, seed: 5, backend: "host" } as const;
  const plain = await sample(ways(0.7).write, model("absorbing"), options);
  const moved = await sample(ways(0.7).write, shifted, options);
  assert.equal(moved.rows, plain.rows);
});

laws.run();
