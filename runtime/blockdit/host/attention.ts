import type { KeysValues } from "../ops.ts";
import { type HostTensor, zeros } from "./tensor.ts";

/** Some keys with their values, and the bias `[rows, queries, keys]` of each query on them. */
export interface Piece extends KeysValues<HostTensor> {
  readonly bias: Float32Array;
}

/** Turns each head's pairs `(i, i + half)` by `position * base^(-i / half)`. */
export const rotate = (x: HostTensor, positions: Int32Array, width: number, base: number): HostTensor => {
  const out = zeros(x.rows, x.n, x.width);
  const half = width / 2;
  for (let token = 0; token < x.rows * x.n; token++) {
    for (let i = 0; i < x.width; i++) {
      const inHead = i % width;
      const angle = positions[token] * base ** (-(inHead % half) / half);
      const partner = inHead < half ? -x.data[token * x.width + i + half] : x.data[token * x.width + i - half];
      out.data[token * x.width + i] = x.data[token * x.width + i] * Math.cos(angle) + partner * Math.sin(angle);
    }
  }
  return out;
};

/** One softmax over the keys of all pieces, a head at a time: `softmax(q k / sqrt(width) + bias) v`. */
export const attend = (queries: HostTensor, pieces: readonly Piece[], width: number): HostTensor => {
  const out = zeros(queries.rows, queries.n, queries.width);
  for (let row = 0; row < queries.rows; row++) {
    for (let query = 0; query < queries.n; query++) {
      for (let from = 0; from < queries.width; from += width) {
        attendOne(out, queries, pieces, { row, query, from, width });
      }
    }
  }
  return out;
};

interface Place {
  readonly row: number;
  readonly query: number;
  readonly from: number;
  readonly width: number;
}

const attendOne = (
  out: HostTensor,
  q: HostTensor,
  pieces: readonly Piece[],
  { row, query, from, width }: Place,
): void => {
  const at = (row * q.n + query) * q.width + from;
  const scores = pieces.map(({ keys, bias }) =>
    Float64Array.from({ length: keys.n }, (_, k) => {
      let dot = 0;
      for (let i = 0; i < width; i++) {
        dot += q.data[at + i] * keys.data[(row * keys.n + k) * keys.width + from + i];
      }
      return dot / Math.sqrt(width) + bias[(row * q.n + query) * keys.n + k];
    })
  );
  const top = Math.max(...scores.map((piece) => Math.max(...piece)));
  const weights = scores.map((piece) => piece.map((score) => Math.exp(score - top)));
  const total = weights.reduce((sum, piece) => sum + piece.reduce((a, b) => a + b, 0), 0);
  pieces.forEach(({ values }, p) =>
    weights[p].forEach((weight, k) => {
      const v = (row * values.n + k) * values.width + from;
      for (let i = 0; i < width; i++) { out.data[at + i] += weight / total * values.data[v + i]; }
    })
  );
};
