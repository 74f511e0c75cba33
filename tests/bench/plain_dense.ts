import type { NetworkConfig } from "../../runtime/blockdit/mod.ts";

/** Activations `[tokens, width]` in float32; a weight is `[out, in]`. */
export interface Plain {
  readonly data: Float32Array;
  readonly n: number;
  readonly width: number;
}

export const plain = (n: number, width: number): Plain => ({ data: new Float32Array(n * width), n, width });

/** `x W^T + b`, four tokens at a time: each weight is loaded once for four products. Tokens come in fours. */
export const linear = (x: Plain, w: Plain, b: Plain | null): Plain => {
  const out = plain(x.n, w.n);
  const [a, m, y, k, width] = [x.data, w.data, out.data, x.width, w.n];
  for (let t = 0; t < x.n; t += 4) {
    const [a0, a1, a2, a3] = [t * k, (t + 1) * k, (t + 2) * k, (t + 3) * k];
    for (let n = 0; n < width; n++) {
      const start = b === null ? 0 : b.data[n]!;
      let s0 = start, s1 = start, s2 = start, s3 = start;
      for (let i = 0, j = n * k; i < k; i++, j++) {
        const v = m[j]!;
        s0 += a[a0 + i]! * v;
        s1 += a[a1 + i]! * v;
        s2 += a[a2 + i]! * v;
        s3 += a[a3 + i]! * v;
      }
      const at = t * width + n;
      y[at] = s0;
      y[at + width] = s1;
      y[at + 2 * width] = s2;
      y[at + 3 * width] = s3;
    }
  }
  return out;
};

/** One part of the width. */
export const part = (x: Plain, index: number, parts: number): Plain => {
  const out = plain(x.n, x.width / parts);
  for (let t = 0; t < x.n; t++) {
    const from = t * x.width + index * out.width;
    out.data.set(x.data.subarray(from, from + out.width), t * out.width);
  }
  return out;
};

export const layerNorm = (x: Plain, weight: Plain): Plain => {
  const out = plain(x.n, x.width);
  for (let t = 0; t < x.n; t++) {
    const at = t * x.width;
    let mean = 0;
    for (let i = 0; i < x.width; i++) { mean += x.data[at + i]!; }
    mean /= x.width;
    let square = 0;
    for (let i = 0; i < x.width; i++) { square += (x.data[at + i]! - mean) ** 2; }
    const scale = 1 / Math.sqrt(square / x.width + 1e-5);
    for (let i = 0; i < x.width; i++) { out.data[at + i] = (x.data[at + i]! - mean) * scale * weight.data[i]!; }
  }
  return out;
};

/** In place, by cell: the caller owns `x`. */
export const each = (x: Plain, f: (value: number) => number): Plain => {
  for (let i = 0; i < x.data.length; i++) { x.data[i] = f(x.data[i]!); }
  return x;
};

export const gelu = (x: number): number => x / (1 + Math.exp(-1.5957691216 * (x + 0.044715 * x * x * x)));
export const silu = (x: number): number => x / (1 + Math.exp(-x));

/** `x * (1 + scale) + shift` and `x + gate * y`; `tokens` of them share a row of the condition. */
export const modulate = (x: Plain, shift: Plain, scale: Plain, tokens: number): Plain => {
  for (let t = 0; t < x.n; t++) {
    const row = Math.floor(t / tokens) * x.width;
    for (let i = 0, at = t * x.width; i < x.width; i++, at++) {
      x.data[at] = x.data[at]! * (1 + scale.data[row + i]!) + shift.data[row + i]!;
    }
  }
  return x;
};

export const addGated = (x: Plain, gate: Plain | null, y: Plain, tokens: number): Plain => {
  for (let t = 0; t < x.n; t++) {
    const row = Math.floor(t / tokens) * x.width;
    for (let i = 0, at = t * x.width; i < x.width; i++, at++) {
      y.data[at] = x.data[at]! + (gate === null ? 1 : gate.data[row + i]!) * y.data[at]!;
    }
  }
  return y;
};

/** Turns each head's pairs, in place. */
export const rotate = (x: Plain, positions: Int32Array, { hidden, heads }: NetworkConfig): Plain => {
  const half = hidden / heads / 2;
  const frequencies = Float64Array.from({ length: half }, (_, i) => 10_000 ** (-i / half));
  for (let t = 0; t < x.n; t++) {
    for (let i = 0; i < half; i++) {
      const angle = positions[t]! * frequencies[i]!;
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      for (let at = t * hidden + i; at < (t + 1) * hidden; at += 2 * half) {
        const [a, b] = [x.data[at]!, x.data[at + half]!];
        x.data[at] = a * cos - b * sin;
        x.data[at + half] = b * cos + a * sin;
      }
    }
  }
  return x;
};
