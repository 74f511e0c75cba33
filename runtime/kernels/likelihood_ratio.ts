import { apply, type Kernel, type Op, type Value } from "../graph/value.ts";
import { cells, type Device, perCell } from "./kernel.ts";
import { logProbabilityOf } from "./log_probability_of.ts";

const kernel: Kernel = {
  name: "likelihoodRatio",
  inputs: cells(2),
  output: "cell",
  device: function (this: Device, p: number[], q: number[]) {
    return Math.exp(Math.min(0, p[this.thread.x] - q[this.thread.x]));
  },
  host: perCell(([p, q], cell) => Math.exp(Math.min(0, p[cell] - q[cell]))),
};

/** `min(1, p(token) / q(token))`. */
export const likelihoodRatio = (p: Value, q: Value, token: Value): Op =>
  apply(kernel, logProbabilityOf(p, token), logProbabilityOf(q, token));
