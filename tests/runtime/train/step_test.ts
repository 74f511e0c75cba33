import { suite } from "uvu";
import * as assert from "uvu/assert";
import { sizeOf } from "../../../runtime/blockdit/jax/leaves.ts";
import { describeJaxMissing, type JaxArray, loadJax } from "../../../runtime/blockdit/jax/load.ts";
import { adamW, optimizerDefaults, type OptimizerSettings, stepConstants } from "../../../runtime/train/mod.ts";
import { downloadState, uploadState } from "../../../runtime/train/jax/arrays.ts";
import { uploader } from "../../../runtime/train/jax/batch.ts";
import { jaxScorer } from "../../../runtime/train/jax/scorer.ts";
import { compileStep } from "../../../runtime/train/jax/step.ts";
import { stepTables } from "../../../runtime/train/jax/tables.ts";
import { readsWholePrediction, stepBatch } from "../../../runtime/train/step_batch.ts";
import type { StateTensors } from "../../../runtime/train/mod.ts";
import type { TrainConfig } from "../../../runtime/train/config.ts";
import { near } from "../../support/near.ts";
import { noise } from "../../support/random_network.ts";
import {
  hostLogits,
  hostLoss,
  hostLosses,
  tinyConfig,
  tinyNetwork,
  toyTokens,
  V,
} from "../../support/training_twin.ts";

const jax = await loadJax("wasm");
if ("_tag" in jax) { throw new Error(describeJaxMissing(jax)); }

const tokens = toyTokens(500);

/** Nothing is clipped, so that the first moments tell the gradient. */
const open: OptimizerSettings = { ...optimizerDefaults, clip: 1e9 };

const fresh = (run: ReturnType<typeof tinyNetwork>): StateTensors => {
  const like = (of: (i: number) => number) =>
    run.parameters.map((tensor) => ({ ...tensor, values: Float32Array.from(tensor.values, (_, i) => of(i)) }));
  return { parameters: run.parameters, first: like(() => 0), second: like(() => 0), ema: like(() => 0) };
};

/** One compiled step on a state; what it gives, on the host. */
const oneStep = async (
  config: TrainConfig,
  run: ReturnType<typeof tinyNetwork>,
  before: StateTensors,
  settings: OptimizerSettings,
  at = { step: 0, rate: 1e-2 },
) => {
  const tables = stepTables(jax, run.network, config.rows, V);
  const batches = uploader(jax, Math.max(...config.blocks.map(({ size }) => size)), config.length);
  const host = stepBatch(config, tokens, V, 0);
  const batch = batches.upload(host);
  const { rate, bias1, bias2, emaDecay } = stepConstants(settings, at.step, at.rate);
  const step = compileStep(jax, run.network, run.leaves, tables, settings);
  const result = step(
    uploadState(jax, run.leaves, before),
    batch,
    jax.numpy.array(Float32Array.of(rate, bias1, bias2, emaDecay)),
  );
  const numbers = async (x: JaxArray) => Array.from(await x.data() as Float32Array);
  const [loss] = await numbers(result.loss);
  const byRow = await numbers(result.byRow);
  const [norm] = await numbers(result.norm);
  const after = await downloadState(run.leaves, result.state);
  jax.tree.dispose([result.state, batch, tables] as never);
  batches.close();
  return { host, loss: loss!, byRow, norm: norm!, after };
};

const two = [{ size: 1, weight: 0.25 }, { size: 16, weight: 0.75 }];
const three = [{ size: 1, weight: 1 }, { size: 2, weight: 1 }, { size: 4, weight: 2 }];
const runs = [
  ["absorbing", "ce", two],
  ["absorbing", "elbo", three],
  ["uniform", "evidence", two],
  ["uniform", "ce-noisy", three],
  ["uniform", "elbo", two],
  ["uniform", "elbo", three],
  ["uniform", "low-variance", two],
] as const;

const losses = suite("the compiled step against the objectives on the host's logits");

for (const [process, loss, blocks] of runs) {
  losses(`loss, losses by row and gradients: ${process} ${loss} at ${blocks.map(({ size }) => size)}`, async () => {
    const config = tinyConfig({ process, loss, blocks: [...blocks] });
    const run = tinyNetwork(config);
    const step = await oneStep(config, run, fresh(run), open);
    assert.is(step.host.score !== undefined, readsWholePrediction(config));
    const want = hostLosses(config, step.host, hostLogits(run.network, run.weights, step.host), 0);
    step.byRow.forEach((nats, row) => near(nats, want[row]!.nats, 2e-4));
    near(step.loss, hostLoss(config, run, step.host, null), 2e-5);
    const gradients = step.after.first.map(({ values }) => values.map((x) => x / (1 - open.beta1)));
    const largest = Math.max(...gradients.map((g) => Math.max(...g.map(Math.abs))));
    const draw = noise(5);
    run.leaves.forEach((leaf, k) => {
      // The steepest cell of every tensor, and one at random; a millesimal of the steepest of all is chance of float32.
      const steepest = gradients[k]!.reduce((best, x, i, all) => Math.abs(x) > Math.abs(all[best]!) ? i : best, 0);
      const anywhere = Math.floor((draw() + 1) / 2 * sizeOf(leaf.shape));
      for (const at of [steepest, anywhere]) {
        const [up, down] = [1e-4, -1e-4].map((by) => hostLoss(config, run, step.host, { leaf, at, by })) as [
          number,
          number,
        ];
        const [got, slope] = [gradients[k]![at]!, (up - down) / 2e-4];
        const error = Math.abs(got - slope);
        assert.ok(error <= 1e-3 * Math.abs(slope) + 2e-5 * largest, `${leaf.name}[${at}]: ${got} for ${slope}`);
      }
    });
  });
}

losses.run();

const updates = suite("the compiled update");
const config = tinyConfig({ process: "uniform", blocks: two });
const run = tinyNetwork(config);

/** Some state in the middle of a run. */
const middle = (): StateTensors => {
  const draw = noise(9);
  const like = (of: () => number) =>
    run.parameters.map((tensor) => ({ ...tensor, values: Float32Array.from(tensor.values, of) }));
  return {
    parameters: run.parameters,
    first: like(() => 0.01 * draw()),
    second: like(() => 1e-4 * (draw() + 1)),
    ema: like(draw),
  };
};

for (const clip of [1e9, 0.05]) {
  updates(`is AdamW with the moving average, gradients clipped to ${clip}`, async () => {
    const gradients = (await oneStep(config, run, fresh(run), open)).after.first.map(({ values }) =>
      Array.from(values, (x) => x / (1 - open.beta1))
    );
    const length = Math.sqrt(gradients.flat().reduce((sum, x) => sum + x * x, 0));
    assert.ok(length > 0.1);
    const settings = { ...optimizerDefaults, clip };
    const before = middle();
    const step = await oneStep(config, run, before, settings, { step: 40, rate: 3e-3 });
    near(step.norm, length, 1e-5);
    const shrunk = Math.min(1, clip / (length + 1e-6));
    run.leaves.forEach(({ name, shape }, k) => {
      const tracked = {
        parameters: Float64Array.from(before.parameters[k]!.values),
        first: Float64Array.from(before.first[k]!.values),
        second: Float64Array.from(before.second[k]!.values),
        ema: Float64Array.from(before.ema[k]!.values),
      };
      const constants = stepConstants(settings, 40, 3e-3);
      adamW(tracked, gradients[k]!.map((x) => x * shrunk), constants, settings, shape.length > 1);
      for (const role of ["parameters", "first", "second", "ema"] as const) {
        const worst = step.after[role][k]!.values.reduce(
          (most, x, i) => Math.max(most, Math.abs(x - tracked[role][i]!)),
          0,
        );
        assert.ok(worst < 2e-6, `${role} of ${name}: ${worst}`);
      }
    });
  });
}

updates.run();

const scores = suite("the compiled scorer");

for (const process of ["absorbing", "uniform"] as const) {
  scores(`gives the host's log-probabilities of real tokens, which sum to 1: ${process}`, async () => {
    const config = tinyConfig({ process, blocks: three });
    const run = tinyNetwork(config);
    const tables = stepTables(jax, run.network, config.rows, V);
    const batches = uploader(jax, 4, config.length);
    const state = uploadState(jax, run.leaves, fresh(run));
    const parts = { config: run.network, leaves: run.leaves, tables, uploader: batches, process, vocabulary: V };
    const scorer = jaxScorer(jax, parts, config.rows)(state.parameters);
    for (const blockSize of [1, 2, 4]) {
      const all = stepBatch(config, tokens, V, 3);
      // One row fewer than were compiled.
      const count = 3 * config.length;
      const [x0, xt] = [all.x0.slice(0, count), all.xt.slice(0, count)];
      const request = { x0, xt, alpha: new Float64Array(count), length: config.length, blockSize };
      const got = await scorer.score(request);
      const logits = hostLogits(run.network, run.weights, { x0, xt, blockSizes: [blockSize, blockSize, blockSize] });
      assert.is(got.length, count * V);
      for (let i = 0; i < count; i++) {
        const row = logits.subarray(i * run.network.vocabulary, i * run.network.vocabulary + V);
        const total = Math.log(row.reduce((sum, x) => sum + Math.exp(x), 0));
        let sum = 0;
        row.forEach((x, v) => {
          near(got[i * V + v]!, x - total, 1e-4);
          sum += Math.exp(got[i * V + v]!);
        });
        near(sum, 1, 1e-9);
      }
    }
    jax.tree.dispose([state, tables] as never);
    batches.close();
  });
}

scores("leaves tokens that do not exist out of training: their bias has no gradient", async () => {
  const { after } = await oneStep(config, run, fresh(run), open);
  const bias = after.first[run.leaves.findIndex(({ name }) => name === "output_layer.linear.bias")]!.values;
  assert.ok(bias.subarray(V).every((x) => x === 0));
  assert.ok(bias.subarray(0, V).some((x) => x !== 0));
});

scores.run();
