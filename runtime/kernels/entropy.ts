import { apply, type Kernel, type Op, type Value } from "../graph/value.ts";
import { type Device, overTokens, perCell } from "./kernel.ts";
import { probabilities } from "./probabilities.ts";

const kernel: Kernel = {
  name: "entropy",
  inputs: ["vocabulary", "vocabulary"],
  output: "cell",
  device: function (this: Device, dist: number[][], p: number[][]) {
    let sum = 0;
    for (let c = 0; c < this.constants.C; c++) {
      let part = 0;
      for (let i = 0; i < this.constants.B; i++) {
        const v = c * this.constants.B + i;
        if (v < this.constants.V) {
          part -= p[this.thread.x][v] * dist[this.thread.x][v];
        }
      }
      sum += part;
    }
    return sum;
  },
  host: perCell(([dist, p], cell, shape) => overTokens(shape, cell, (at) => -p[at] * dist[at])),
};

/** `-sum_v p(v) ln p(v)` in nats, of log-probabilities. */
export const entropy = (dist: Value): Op => apply(kernel, dist, probabilities(dist));
