import { apply, type Kernel, type Op, type Value } from "../graph/value.ts";
import { type Device, perCell } from "./kernel.ts";
import { probabilities } from "./probabilities.ts";

const kernel: Kernel = {
  name: "top2Margin",
  inputs: ["vocabulary"],
  output: "cell",
  device: function (this: Device, p: number[][]) {
    let top = 0;
    let second = 0;
    for (let v = 0; v < this.constants.V; v++) {
      const w = p[this.thread.x][v];
      second = Math.max(second, Math.min(top, w));
      top = Math.max(top, w);
    }
    return top - second;
  },
  host: perCell(([p], cell, { vocabulary }) => {
    let top = 0;
    let second = 0;
    for (let at = cell * vocabulary; at < (cell + 1) * vocabulary; at++) {
      second = Math.max(second, Math.min(top, p[at]));
      top = Math.max(top, p[at]);
    }
    return top - second;
  }),
};

/** The largest probability minus the second largest, in [0, 1]. */
export const top2Margin = (dist: Value): Op => apply(kernel, probabilities(dist));
