import type { Program } from "../program.ts";

/** For each token, in y: its mean, then one over its standard deviation. Reads quads; leaves `[4, 2, quads]`. */
export const moments = (width: number, quads: number): Program => ({
  source: `function (x) {
  let mean = 0;
  for (let i = 0; i < this.constants.K; i++) { mean += x[this.thread.z][i][this.thread.x]; }
  mean = mean / this.constants.K;
  let out = mean;
  if (this.thread.y > 0) {
    let sum = 0;
    for (let i = 0; i < this.constants.K; i++) {
      const d = x[this.thread.z][i][this.thread.x] - mean;
      sum += d * d;
    }
    out = 1 / Math.sqrt(sum / this.constants.K + 0.00001);
  }
  return out;
}`,
  threads: [4, 2, quads],
  lanes: 1,
  constants: { K: width },
});

/** Where the shift and the scale of a row begin in its condition. */
export interface ShiftScale {
  readonly rowQuads: number;
  readonly shiftAt: number;
  readonly scaleAt: number;
}

/** `(x - mean) / deviation * weight`, then `* (1 + scale) + shift` where a condition bends it. Quads to quads. */
export const normalise = (width: number, quads: number, by: ShiftScale | null): Program => ({
  source: `function (x, m, w${by === null ? "" : ", c"}) {
  const y = (x[this.thread.z][this.thread.y][this.thread.x] - m[this.thread.z][0][this.thread.x]) *
    m[this.thread.z][1][this.thread.x] * w[this.thread.y];
  ${
    by === null ? "return y;" : `const row = Math.floor(this.thread.z / this.constants.Q);
  return y * (1 + c[row][this.constants.C + this.thread.y]) + c[row][this.constants.S + this.thread.y];`
  }
}`,
  threads: [4, width, quads],
  lanes: 1,
  constants: by === null ? {} : { Q: by.rowQuads, S: by.shiftAt, C: by.scaleAt },
});

/** Quads to `[width, rows]`: what belongs to a row as a whole is read by column. */
export const untile = (width: number, rows: number): Program => ({
  source: `function (x) {
  const quad = Math.floor(this.thread.y / 4);
  return x[quad][this.thread.x][this.thread.y - 4 * quad];
}`,
  threads: [width, rows, 1],
  lanes: 1,
  constants: {},
});
