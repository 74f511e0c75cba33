/** Activations on the host: `[rows, n, width]` in float64, `n` 1 for what belongs to a row. A weight is `[1, out, in]`. */
export interface HostTensor {
  readonly data: Float64Array;
  readonly rows: number;
  readonly n: number;
  readonly width: number;
}

/** An empty one. */
export const zeros = (rows: number, n: number, width: number): HostTensor => ({
  data: new Float64Array(rows * n * width),
  rows,
  n,
  width,
});

/** A new tensor of the same shape, cell by cell. */
export const map = (x: HostTensor, f: (value: number, index: number) => number): HostTensor => ({
  ...x,
  data: x.data.map(f),
});

/** Index in a `[rows, width]` tensor of the cell that a cell of `x` shares with its row. */
export const ofRow = (x: HostTensor) => (index: number): number =>
  Math.floor(index / (x.n * x.width)) * x.width + index % x.width;

/** `x W^T + b`. */
export const linear = (x: HostTensor, weight: HostTensor, bias: HostTensor | null): HostTensor => {
  const out = zeros(x.rows, x.n, weight.n);
  for (let token = 0; token < x.rows * x.n; token++) {
    for (let o = 0; o < weight.n; o++) {
      let sum = bias === null ? 0 : bias.data[o];
      const w = o * weight.width;
      for (let i = 0; i < x.width; i++) { sum += x.data[token * x.width + i] * weight.data[w + i]; }
      out.data[token * weight.n + o] = sum;
    }
  }
  return out;
};

/** Equal parts along the width. */
export const split = (x: HostTensor, parts: number): readonly HostTensor[] => {
  const width = x.width / parts;
  return Array.from({ length: parts }, (_, part) => {
    const out = zeros(x.rows, x.n, width);
    for (let token = 0; token < x.rows * x.n; token++) {
      const from = token * x.width + part * width;
      out.data.set(x.data.subarray(from, from + width), token * width);
    }
    return out;
  });
};

/** Mean 0 and variance 1 for each token, times the weight. */
export const layerNorm = (x: HostTensor, weight: HostTensor): HostTensor => {
  const out = zeros(x.rows, x.n, x.width);
  for (let token = 0; token < x.rows * x.n; token++) {
    const cells = x.data.subarray(token * x.width, (token + 1) * x.width);
    const mean = cells.reduce((sum, value) => sum + value, 0) / x.width;
    const variance = cells.reduce((sum, value) => sum + (value - mean) ** 2, 0) / x.width;
    const scale = 1 / Math.sqrt(variance + 1e-5);
    cells.forEach((value, i) => out.data[token * x.width + i] = (value - mean) * scale * weight.data[i]);
  }
  return out;
};
