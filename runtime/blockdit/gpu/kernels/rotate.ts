import type { Program } from "../program.ts";

/**
 * Turns each head's pairs `(i, i + half)`; reads a part, from column `at`, of quads, and the cosines and sines `[4, half, quads]`.
 */
export const rotate = (width: number, headWidth: number, at: number, quads: number): Program => ({
  source: `function (x, cosines, sines) {
  const i = this.thread.y - this.constants.W * Math.floor(this.thread.y / this.constants.W);
  let pair = i; let partner = this.thread.y + this.constants.H; let sign = -1;
  if (i >= this.constants.H) { pair = i - this.constants.H; partner = this.thread.y - this.constants.H; sign = 1; }
  return x[this.thread.z][this.constants.A + this.thread.y][this.thread.x] * cosines[this.thread.z][pair][this.thread.x] +
    sign * x[this.thread.z][this.constants.A + partner][this.thread.x] * sines[this.thread.z][pair][this.thread.x];
}`,
  threads: [4, width, quads],
  lanes: 1,
  constants: { W: headWidth, H: headWidth / 2, A: at },
});
