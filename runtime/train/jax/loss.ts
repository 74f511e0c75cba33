import { blockDit } from "../../blockdit/block_dit.ts";
import type { NetworkConfig } from "../../blockdit/config.ts";
import type { JaxArray, JaxLibrary } from "../../blockdit/jax/load.ts";
import { type JaxCall, jaxOps, type Turns } from "../../blockdit/jax/ops.ts";
import { HIDDEN } from "../layout.ts";
import { type ScoreFields, scoreNats } from "./score.ts";

/** The arrays of a batch of training, all `[rows, length]` but the biases; see `weightedForm` and `attentionLayout`. */
export interface BatchArrays {
  readonly x0: JaxArray;
  readonly xt: JaxArray;
  /** What a position counts. */ readonly weight: JaxArray;
  /** Nats on the logit of the noisy token. */ readonly evidence: JaxArray;
  /** `[rows, 1, length, length]` */ readonly context: JaxArray;
  /** `[rows, 1, 1, largest, largest]` */ readonly block: JaxArray;
  /** Only in runs with a loss that reads the whole prediction. */ readonly score?: ScoreFields<JaxArray>;
}

/** What does not change from step to step. */
export interface StepTables {
  readonly turns: Turns;
  /** `[1, 1, length, length]`: causal. */ readonly clean: JaxArray;
  /** `[rows, 1]`, zeros: the network is not told the noise level. */ readonly sigma: JaxArray;
  readonly frequencies: JaxArray;
  /** `[V]`: 0, and -1e9 at rows of the embedding that are no tokens. */ readonly banned: JaxArray;
}

/** Less than any weight of a position: what a sum of none is divided by, as 0 / 0 would be NaN. */
const NOTHING = 1e-30;

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
 * The loss of a batch, `sum w * -ln softmax(logits + evidence * onehot(xt))[x0] / sum w`, and the same sum by row, `[rows]`. Positions
 * with a loss that reads the whole prediction (`score`) add theirs above, and 1 each below. A batch in which nothing counts costs 0.
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
  const { numpy: np, nn, lax } = jax;
  const [rows, length] = batch.x0.shape;
  const hot = (x: JaxArray) => nn.oneHot(x.ref.reshape([rows * length]), config.vocabulary);
  const logits = trainingLogits(jax, config, weight, batch, tables).reshape([rows * length, config.vocabulary]);
  const [x0, xt] = [hot(batch.x0), hot(batch.xt)];
  const { score } = batch;
  const other = score && scoreNats(jax, logits.ref, { x0: x0.ref, xt: xt.ref, real: realColumns(tables) }, score);
  const crossed = crossNats(jax, logits, x0, xt.mul(batch.evidence.ref.reshape([rows * length, 1])))
    .mul(batch.weight.ref.reshape([rows * length]));
  const nats = (other === undefined ? crossed : crossed.add(other)).reshape([rows, length]);
  const counted = batch.weight.ref.sum();
  const all = score === undefined ? counted : counted.add(score.count.ref.sum());
  return [nats.ref.sum().mul(np.reciprocal(np.maximum(all, NOTHING))), lax.stopGradient(nats.sum(-1))];
};

/** `-ln softmax(logits + evidence)[x0]`, `[n]`; consumes all three, `[n, width]` each. */
const crossNats = (jax: JaxLibrary, logits: JaxArray, x0: JaxArray, evidence: JaxArray): JaxArray => {
  const { numpy: np, lax } = jax;
  const seen = logits.add(evidence);
  const shifted = seen.ref.sub(lax.stopGradient(np.max(seen, -1, { keepdims: true })));
  const truth = shifted.ref.mul(x0).sum(-1);
  return np.log(np.exp(shifted).sum(-1)).sub(truth);
};

/** 1 for columns that are tokens, else 0. */
const realColumns = ({ banned }: StepTables): JaxArray => banned.ref.mul(-1 / HIDDEN).add(1);
