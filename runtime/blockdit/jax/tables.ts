import { frequencyBase, noiseFrequencies } from "../config.ts";
import type { JaxLibrary } from "./load.ts";
import type { Turns } from "./ops.ts";

/** The turns of positions `[rows, n]` for heads of a width. */
export const turnsOf = (jax: JaxLibrary, positions: Int32Array, rows: number, width: number): Turns => {
  const half = width / 2;
  const n = positions.length / rows;
  const cos = new Float32Array(positions.length * half);
  const sin = new Float32Array(positions.length * width);
  positions.forEach((position, token) => {
    for (let i = 0; i < half; i++) {
      const angle = position * frequencyBase ** (-i / half);
      cos[token * half + i] = Math.cos(angle);
      sin[token * width + i] = -Math.sin(angle);
      sin[token * width + half + i] = Math.sin(angle);
    }
  });
  return {
    cos: jax.numpy.array(cos).reshape([rows, n, 1, 1, half]),
    sin: jax.numpy.array(sin).reshape([rows, n, 1, 2, half]),
  };
};

/** Frequencies of the sinusoids that tell a noise level. */
export const levelFrequencies = (): Float32Array<ArrayBuffer> =>
  Float32Array.from({ length: noiseFrequencies / 2 }, (_, i) => frequencyBase ** (-i / (noiseFrequencies / 2)));
