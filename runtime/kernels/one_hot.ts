import { apply, type Kernel, type Op, type Value } from "../graph/value.ts";
import { type Device, IMPOSSIBLE, perToken } from "./kernel.ts";

const kernel: Kernel = {
  name: "oneHot",
  inputs: ["cell"],
  output: "vocabulary",
  device: function (this: Device, token: number[]) {
    let result = -1000000;
    if (Math.abs(token[this.thread.y] - this.thread.x) < 0.5) {
      result = 0;
    }
    return result;
  },
  host: perToken(([token], _at, cell, v) => (token[cell] === v ? 0 : IMPOSSIBLE)),
};

/** Log-probabilities of a certain token: 0 there, -1e6 elsewhere; the mask is no token, its row is impossible everywhere. */
export const oneHot = (token: Value): Op => apply(kernel, token);
