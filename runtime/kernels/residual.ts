import { apply, type Kernel, type Op, type Value } from "../graph/value.ts";
import { type Bands, bands } from "./band.ts";
import { type Device, overTokens, perCell, perToken } from "./kernel.ts";
import { probabilities } from "./probabilities.ts";
import { most, total } from "./slack.ts";

const mass: Kernel = {
  name: "residual.mass",
  inputs: ["vocabulary"],
  output: "cell",
  device: function (this: Device, weight: number[][]) {
    let sum = 0;
    for (let c = 0; c < this.constants.C; c++) {
      let part = 0;
      for (let i = 0; i < this.constants.B; i++) {
        const v = c * this.constants.B + i;
        if (v < this.constants.V) {
          part += weight[this.thread.x][v];
        }
      }
      sum += part;
    }
    return sum;
  },
  host: perCell(([weight], cell, shape) => overTokens(shape, cell, (at) => weight[at])),
};

/** A difference of probabilities is off by a band of mass, and counts by its share of what is left. */
const relative: Kernel = {
  name: "residual.slack",
  inputs: ["cell", "cell"],
  output: "cell",
  constants: bands,
  device: function (this: Device<Bands>, left: number[], status: number[]) {
    let result = 0;
    if (status[this.thread.x] > 1.5) {
      result = 2 * this.constants.mass / Math.max(0.000001, left[this.thread.x]);
    }
    return result;
  },
  host: perCell(() => 0),
};

const kernel: Kernel = {
  name: "residual",
  inputs: ["vocabulary", "vocabulary", "cell"],
  output: "vocabulary",
  slack: (args, of) => {
    const [p, q, status] = args as readonly [Value, Value, Value];
    const left = apply(mass, apply(kernel, p, q, status));
    return total(apply(relative, left, status), most(of(p), of(q)));
  },
  device: function (this: Device, p: number[][], q: number[][], status: number[]) {
    let result = 0;
    if (status[this.thread.y] > 1.5) {
      result = Math.max(0, p[this.thread.y][this.thread.x] - q[this.thread.y][this.thread.x]);
    } else {
      if (this.thread.x < 0.5) {
        result = 1;
      }
    }
    return result;
  },
  host: perToken(([p, q, status], at, cell, token) =>
    status[cell] > 1.5 ? Math.max(0, p[at] - q[at]) : token === 0 ? 1 : 0
  ),
};

/**
 * `max(0, p(v) - q(v))`, as weights, where the status is 2; elsewhere certainty of token 0, so that nothing is decided there.
 *
 * @param status What `acceptance` gives. Source: speculative decoding 2211.17192.
 */
export const residual = (p: Value, q: Value, status: Value): Op =>
  apply(kernel, probabilities(p), probabilities(q), status);
