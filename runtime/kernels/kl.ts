import { apply, type Kernel, type Op, type Value } from "../graph/value.ts";
import { type Device, overTokens, perCell } from "./kernel.ts";
import { probabilities } from "./probabilities.ts";

const kernel: Kernel = {
  name: "kl",
  inputs: ["vocabulary", "vocabulary"],
  output: "cell",
  device: function (this: Device, p: number[][], q: number[][]) {
    let sum = 0;
    for (let c = 0; c < this.constants.C; c++) {
      let part = 0;
      for (let i = 0; i < this.constants.B; i++) {
        const v = c * this.constants.B + i;
        if (v < this.constants.V) {
          const w = p[this.thread.x][v];
          part += w * (Math.log(w + 1e-12) - Math.log(q[this.thread.x][v] + 1e-12));
        }
      }
      sum += part;
    }
    return sum;
  },
  host: perCell(([p, q], cell, shape) =>
    overTokens(shape, cell, (at) => p[at] * (Math.log(p[at] + 1e-12) - Math.log(q[at] + 1e-12)))
  ),
};

/** `sum_v p(v) (ln(p(v) + 1e-12) - ln(q(v) + 1e-12))` in nats. Source: BlockGen's divergence scores. */
export const kl = (p: Value, q: Value): Op => apply(kernel, probabilities(p), probabilities(q));
