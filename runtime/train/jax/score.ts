import type { JaxArray, JaxLibrary } from "../../blockdit/jax/load.ts";

/**
 * What the losses that read the whole prediction want of a batch, all `[rows, length]`: the numbers of `scoreForm`, 0 where a position
 * has another loss.
 */
export interface ScoreFields<A> {
  /** Whether the position has such a loss: 1 or 0. */ readonly count: A;
  /** `V alpha`, 0 where it has none. */ readonly scale: A;
  /** `1 - alpha` (of its own: float32 would lose it near 1), 1 where it has none. */ readonly rest: A;
  readonly constant: A;
  readonly truth: A;
  readonly all: A;
  readonly seen: A;
  readonly inverse: A;
}

/** The names of the fields. */
export const scoreFields = [
  "count",
  "scale",
  "rest",
  "constant",
  "truth",
  "all",
  "seen",
  "inverse",
] as const satisfies readonly (keyof ScoreFields<unknown>)[];

/** Tokens as one-hot rows `[n, width]`, and which of the columns are tokens: 1 or 0, `[width]`. */
export interface Columns {
  readonly x0: JaxArray;
  readonly xt: JaxArray;
  readonly real: JaxArray;
}

/**
 * Uniform `elbo` or `low-variance` of each position, nats, `[n]`:
 * `constant + truth ln m(x0) + all sum_v ln m(v) + seen ln m(xt) + inverse / m(xt)` with `m = scale softmax(logits) + rest`.
 *
 * Consumes the logits `[n, width]` and the columns; the fields stay the caller's. Host twins: `uniformElbo`, `uniformElboLowVariance`.
 */
export const scoreNats = (
  jax: JaxLibrary,
  logits: JaxArray,
  { x0, xt, real }: Columns,
  fields: ScoreFields<JaxArray>,
): JaxArray => {
  const { numpy: np, lax } = jax;
  const n = logits.shape[0];
  const flat = (x: JaxArray, ...shape: number[]) => x.ref.reshape([n, ...shape]);
  const powers = np.exp(logits.ref.sub(lax.stopGradient(np.max(logits, -1, { keepdims: true }))));
  const p = powers.ref.mul(np.reciprocal(powers.sum(-1, { keepdims: true })));
  const m = p.mul(flat(fields.scale, 1)).add(flat(fields.rest, 1));
  const logs = np.log(m.ref);
  const seen = m.mul(xt.ref).sum(-1);
  return flat(fields.constant)
    .add(logs.ref.mul(x0).sum(-1).mul(flat(fields.truth)))
    .add(logs.ref.mul(real).sum(-1).mul(flat(fields.all)))
    .add(logs.mul(xt).sum(-1).mul(flat(fields.seen)))
    .add(np.reciprocal(seen).mul(flat(fields.inverse)));
};
