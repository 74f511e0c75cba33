import { apply, type Kernel, type Op, type Value } from "../graph/value.ts";
import { type Device, IMPOSSIBLE, onHost, perToken } from "./kernel.ts";

const kernel: Kernel = {
  name: "leaveOneOut",
  inputs: ["vocabulary", "cell", "cell"],
  output: "vocabulary",
  device: function (this: Device, dist: number[][], canvas: number[], odds: number[]) {
    let result = dist[this.thread.y][this.thread.x];
    if (Math.abs(canvas[this.thread.y] - this.thread.x) < 0.5) {
      if (odds[this.thread.y] < 0) {
        result = -1000000;
      } else {
        result = Math.max(-1000000, result - Math.log(1 + this.constants.V * odds[this.thread.y]));
      }
    }
    return result;
  },
  host: perToken(([dist, canvas, odds], at, cell, token, { vocabulary }) => {
    if (canvas[cell] !== token) { return dist[at]; }
    return odds[cell] < 0 ? IMPOSSIBLE : Math.max(IMPOSSIBLE, dist[at] - Math.log1p(vocabulary * odds[cell]));
  }),
};

/**
 * Subtracts `ln(1 + V * alphaT / (1 - alphaT))` at the token on the canvas, unnormalised: from a full prediction to a
 * leave-one-out one, for uniform noise. At `alphaT >= 1` that token becomes impossible.
 *
 * @param alphaT Signal level, a leaf.
 */
export const leaveOneOut = (dist: Value, canvas: Value, alphaT: Value): Op =>
  apply(kernel, dist, canvas, onHost((alpha) => (alpha < 1 ? alpha / (1 - alpha) : -1), alphaT));
