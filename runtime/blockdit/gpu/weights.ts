import type { Weight } from "../engine.ts";
import type { Placed } from "./steps.ts";

/** Next multiple of four: WebAssembly computes four neighbours at once. */
export const padded = (n: number): number => 4 * Math.ceil(n / 4);

/** Some rows of a matrix `[out, in]`, turned so that `out` runs fastest, padded with zeros: `[out, in, 1]`. */
export const matrix = ({ shape, data }: Weight, from: number, count: number): Placed => {
  const inputs = shape[1]!;
  const width = padded(count);
  const turned = new Float32Array(width * inputs);
  for (let n = 0; n < count; n++) {
    const row = (from + n) * inputs;
    for (let k = 0; k < inputs; k++) { turned[k * width + n] = data[row + k]!; }
  }
  return { data: turned, size: [width, inputs, 1] };
};

/** Some numbers of a vector, padded with zeros. */
export const vector = ({ data }: Weight, from: number, count: number): Placed => {
  const out = new Float32Array(padded(count));
  out.set(data.subarray(from, from + count));
  return { data: out, size: [out.length, 1, 1] };
};
