import { blockDit } from "../../blockdit/block_dit.ts";
import type { NetworkConfig } from "../../blockdit/config.ts";
import type { JaxArray, JaxLibrary } from "../../blockdit/jax/load.ts";
import { type JaxCall, jaxOps, type Turns } from "../../blockdit/jax/ops.ts";

/** The arrays of a batch of training, all `[rows, length]` but the biases; see `weightedForm` and `attentionLayout`. */
export interface BatchArrays {
  readonly x0: JaxArray;
  readonly xt: JaxArray;
  /** What a position counts. */ readonly weight: JaxArray;
  /** Nats on the logit of the noisy token. */ readonly evidence: JaxArray;
  /** `[rows, 1, length, length]` */ readonly context: JaxArray;
  /** `[rows, 1, 1, largest, largest]` */ readonly block: JaxArray;
}

/** What does not change from step to step. */
export interface StepTables {
  readonly turns: Turns;
  /** `[1, 1, length, length]`: causal. */ readonly clean: JaxArray;
  /** `[rows, 1]`, zeros: the network is not told the noise level. */ readonly sigma: JaxArray;
  readonly frequencies: JaxArray;
  /** `[V]`: 0, and -1e9 at rows of the embedding that are no tokens. */ readonly banned: JaxArray;
}

/** The logits `[rows, length, V]` of a training layout: all clean tokens beside all noisy ones. */
export const trainingLogits = (
  jax: JaxLibrary,
  config: NetworkConfig,
  weight: JaxCall["weight"],
  batch: Pick<BatchArrays, "x0" | "xt" | "context" | "block">,
  tables: StepTables,
): JaxArray => {
  const { ops, leave } = jaxOps(jax, {
    config,
    weight,
    tokens: { clean: batch.x0, noisy: batch.xt },
    turns: { clean: tables.turns, noisy: tables.turns },
    sigma: tables.sigma,
    bias: { clean: tables.clean, noisy: batch.context },
    own: { bias: batch.block, within: batch.block.shape[4] },
    frequencies: tables.frequencies,
    join: (_, fresh) => fresh && { keys: fresh.keys.ref, values: fresh.values.ref },
  });
  return leave(blockDit(ops, config, true)).add(tables.banned.ref);
};

/**
 * The loss of a batch, `sum w * -ln softmax(logits + evidence * onehot(xt))[x0] / sum w`, and the same sum by row, `[rows]`.
 *
 * Everything handed in stays the caller's.
 */
export const batchLoss = (
  jax: JaxLibrary,
  config: NetworkConfig,
  weight: JaxCall["weight"],
  batch: BatchArrays,
  tables: StepTables,
): readonly [loss: JaxArray, byRow: JaxArray] => {
  const { numpy: np, nn } = jax;
  const [rows, length] = batch.x0.shape;
  const flat = (x: JaxArray, ...shape: number[]) => x.ref.reshape([rows * length, ...shape]);
  const logits = trainingLogits(jax, config, weight, batch, tables).reshape([rows * length, config.vocabulary]);
  const seen = logits.add(nn.oneHot(flat(batch.xt), config.vocabulary).mul(flat(batch.evidence, 1)));
  const top = jax.lax.stopGradient(np.max(seen.ref, -1, { keepdims: true }));
  const shifted = seen.sub(top);
  const truth = shifted.ref.mul(nn.oneHot(flat(batch.x0), config.vocabulary)).sum(-1);
  const nats = np.log(np.exp(shifted).sum(-1)).sub(truth).mul(flat(batch.weight)).reshape([rows, length]);
  const loss = nats.ref.sum().mul(np.reciprocal(batch.weight.ref.sum()));
  return [loss, jax.lax.stopGradient(nats.sum(-1))];
};
