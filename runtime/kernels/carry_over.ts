import { apply, type Kernel, type Op, type Value } from "../graph/value.ts";
import { type Device, IMPOSSIBLE, perToken } from "./kernel.ts";

const kernel: Kernel = {
  name: "carryOver",
  inputs: ["vocabulary", "cell", "cell"],
  output: "vocabulary",
  device: function (this: Device, dist: number[][], canvas: number[], keep: number[]) {
    let result = dist[this.thread.y][this.thread.x];
    if (keep[this.thread.y] > 0.5) {
      result = -1000000;
      if (Math.abs(canvas[this.thread.y] - this.thread.x) < 0.5) {
        result = 0;
      }
    }
    return result;
  },
  host: perToken(([dist, canvas, keep], at, cell, token) =>
    keep[cell] === 0 ? dist[at] : canvas[cell] === token ? 0 : IMPOSSIBLE
  ),
};

/** Where `keep` is 1 the token on the canvas is certain (0 there, -1e6 elsewhere); where it is 0 nothing changes. Source: MDLM, "SUBS". */
export const carryOver = (dist: Value, canvas: Value, keep: Value): Op => apply(kernel, dist, canvas, keep);
