import { apply, type Kernel, type Op, type Value } from "../graph/value.ts";
import { type Device, overTokens, perCell } from "./kernel.ts";
import { probabilities } from "./probabilities.ts";

const kernel: Kernel = {
  name: "totalVariation",
  inputs: ["vocabulary", "vocabulary"],
  output: "cell",
  device: function (this: Device, p: number[][], q: number[][]) {
    let sum = 0;
    for (let c = 0; c < this.constants.C; c++) {
      let part = 0;
      for (let i = 0; i < this.constants.B; i++) {
        const v = c * this.constants.B + i;
        if (v < this.constants.V) {
          part += Math.abs(p[this.thread.x][v] - q[this.thread.x][v]);
        }
      }
      sum += part;
    }
    return 0.5 * sum;
  },
  host: perCell(([p, q], cell, shape) => 0.5 * overTokens(shape, cell, (at) => Math.abs(p[at] - q[at]))),
};

/** `1/2 sum_v |p(v) - q(v)|`, in [0, 1]. */
export const totalVariation = (p: Value, q: Value): Op => apply(kernel, probabilities(p), probabilities(q));
