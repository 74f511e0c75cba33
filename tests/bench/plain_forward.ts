import {
  blockDit,
  type Feed,
  type KeysValues,
  type NetworkConfig,
  type Ops,
  type Weights,
} from "../../runtime/blockdit/mod.ts";
import {
  addGated,
  each,
  gelu,
  layerNorm,
  linear,
  modulate,
  part,
  type Plain,
  plain,
  rotate,
  silu,
} from "./plain_dense.ts";

/** Keys and values of each layer's cached context, `[rows, past, hidden]`: any numbers will do for a measurement. */
export type PlainPast = readonly KeysValues<Plain>[];

/** Scores, softmax and mixture of one query's head; `scores` is room for them. */
const attendOne = (
  out: Plain,
  q: Plain,
  at: number,
  width: number,
  pieces: readonly Piece[],
  scores: Float32Array,
): void => {
  const scale = 1 / Math.sqrt(width);
  let top = -Infinity;
  let n = 0;
  for (const { keys, from, count, bias, biasAt } of pieces) {
    for (let k = 0; k < count; k++) {
      const start = from + k * keys.width;
      let dot = 0;
      for (let i = 0; i < width; i++) { dot += q.data[at + i]! * keys.data[start + i]!; }
      const score = dot * scale + bias[biasAt + k]!;
      scores[n++] = score;
      if (score > top) { top = score; }
    }
  }
  let total = 0;
  for (let k = 0; k < n; k++) { total += scores[k] = Math.exp(scores[k]! - top); }
  n = 0;
  for (const { values, from, count } of pieces) {
    for (let k = 0; k < count; k++) {
      const weight = scores[n++]! / total;
      const start = from + k * values.width;
      for (let i = 0; i < width; i++) { out.data[at + i]! += weight * values.data[start + i]!; }
    }
  }
};

interface Piece extends KeysValues<Plain> {
  readonly from: number;
  readonly count: number;
  readonly bias: Float32Array;
  readonly biasAt: number;
}

const attend = (
  q: Plain,
  past: KeysValues<Plain>,
  own: KeysValues<Plain>,
  feed: Feed,
  { hidden, heads }: NetworkConfig,
): Plain => {
  const out = plain(q.n, hidden);
  const width = hidden / heads;
  const scores = new Float32Array(feed.past + feed.noisy);
  for (let token = 0; token < q.n; token++) {
    const row = Math.floor(token / feed.noisy);
    for (let head = 0; head < hidden; head += width) {
      attendOne(out, q, token * hidden + head, width, [
        {
          ...past,
          from: row * feed.past * hidden + head,
          count: feed.past,
          bias: feed.noisyBias,
          biasAt: token * feed.past,
        },
        {
          ...own,
          from: row * feed.noisy * hidden + head,
          count: feed.noisy,
          bias: feed.ownBias,
          biasAt: token * feed.noisy,
        },
      ], scores);
    }
  }
  return out;
};

const embedded = ({ data, shape }: ReturnType<Weights>, tokens: Int32Array): Plain => {
  const x = plain(tokens.length, shape[1]!);
  tokens.forEach((token, t) => x.data.set(data.subarray(token * x.width, (token + 1) * x.width), t * x.width));
  return x;
};

const noiseLevels = ({ sigma }: Feed): Plain => {
  const x = plain(4 * Math.ceil(sigma.length / 4), 256);
  for (let i = 0; i < x.data.length; i++) {
    const angle = (sigma[i >> 8] ?? 0) * 10_000 ** (-(i & 127) / 128);
    x.data[i] = (i & 255) < 128 ? Math.cos(angle) : Math.sin(angle);
  }
  return x;
};

/** A forward of noisy blocks over cached context in plain JavaScript: float32 typed arrays, four tokens at a time. */
export const plainForward =
  (config: NetworkConfig, weights: Weights, past: PlainPast) => (feed: Feed): Float32Array => {
    const ops: Ops<Plain> = {
      weight: (name) => {
        const { shape, data } = weights(name);
        return { data, n: shape.length === 1 ? 1 : shape[0]!, width: shape.at(-1)! };
      },
      embed: () => embedded(weights("vocab_embed.embedding"), feed.noisyTokens),
      noiseLevel: () => noiseLevels(feed),
      linear,
      linears: (x, weight, bias, parts) => {
        const all = linear(x, weight, bias);
        return Array.from({ length: parts }, (_, index) => part(all, index, parts));
      },
      layerNorm,
      modulate: (x, shift, scale) => modulate(x, shift, scale, feed.noisy),
      add: (x, y) => addGated(x, null, y, feed.noisy),
      addGated: (x, gate, y) => addGated(x, gate, y, feed.noisy),
      silu: (x) => each(x, silu),
      activate: (x) => each(x, gelu),
      rotate: (x) => rotate(x, feed.noisyPositions, config),
      context: (layer) => past[layer]!,
      attend: (_, queries, context, own) => attend(queries, context!, own!, feed, config),
    };
    return blockDit(ops, config, false).data;
  };
