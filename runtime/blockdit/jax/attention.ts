import type { JaxArray, JaxLibrary } from "./load.ts";

/** Keys with their values, `[rows, heads, m, width]`, and the bias that queries have on them. None of them is consumed. */
export interface Piece {
  readonly keys: JaxArray;
  readonly values: JaxArray;
  /** `[rows, 1, n, m]`; for `within`, `[rows, 1, 1, within, within]`. */ readonly bias: JaxArray;
  /** Queries and keys are cut in blocks of so many and see their own block only, all alike; null: no cut. */
  readonly within: number | null;
}

const transposed = (jax: JaxLibrary, x: JaxArray): JaxArray => jax.numpy.matrixTranspose(x);

/** Cuts the tokens of `[rows, heads, n, width]` in blocks. */
const cut = (x: JaxArray, within: number): JaxArray => {
  const [rows, heads, n, width] = x.shape;
  return x.reshape([rows, heads, n / within, within, width]);
};

const scoresOf = (jax: JaxLibrary, queries: JaxArray, { keys, bias, within }: Piece): JaxArray => {
  const q = within === null ? queries.ref : cut(queries.ref, within);
  const k = within === null ? keys.ref : cut(keys.ref, within);
  return jax.numpy.matmul(q, transposed(jax, k)).add(bias.ref);
};

/** Back to `[rows, heads, n, ...]`. */
const joined = (x: JaxArray, within: number | null): JaxArray => {
  if (within === null) { return x; }
  const [rows, heads, blocks, n, last] = x.shape;
  return x.reshape([rows, heads, blocks * n, last]);
};

/** The largest score of each query, over all pieces; no gradient goes through it. */
const tops = (jax: JaxLibrary, scores: readonly JaxArray[], pieces: readonly Piece[]): JaxArray =>
  scores
    .map((s, i) => joined(jax.numpy.max(jax.lax.stopGradient(s.ref), -1, { keepdims: true }), pieces[i].within))
    .reduce((a, b) => jax.numpy.maximum(a, b));

/**
 * One softmax over the keys of all pieces: `softmax(q k + bias) v`, `[rows, heads, n, width]`.
 *
 * @param queries Scaled by `1 / sqrt(width)`; consumed.
 */
export const attend = (jax: JaxLibrary, queries: JaxArray, pieces: readonly Piece[]): JaxArray => {
  const scores = pieces.map((piece) => scoresOf(jax, queries, piece));
  queries.dispose();
  const top = tops(jax, scores, pieces);
  const weights = scores.map((s, i) => {
    const { within } = pieces[i];
    return jax.numpy.exp(s.sub(within === null ? top.ref : cut(top.ref, within)));
  });
  top.dispose();
  const total = weights
    .map((w, i) => joined(w.ref.sum(-1, { keepdims: true }), pieces[i].within))
    .reduce((a, b) => a.add(b));
  const seen = weights
    .map((w, i) => {
      const { values, within } = pieces[i];
      return joined(jax.numpy.matmul(w, within === null ? values.ref : cut(values.ref, within)), within);
    })
    .reduce((a, b) => a.add(b));
  return seen.mul(jax.numpy.reciprocal(total));
};
