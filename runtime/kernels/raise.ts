import { apply, type Kernel, type Op, type Value } from "../graph/value.ts";
import { type Device, HARDLY, IMPOSSIBLE, perToken } from "./kernel.ts";

const kernel: Kernel = {
  name: "raise",
  inputs: ["vocabulary", "vocabulary"],
  output: "vocabulary",
  device: function (this: Device, dist: number[][], bonus: number[][]) {
    let result = -1000000;
    if (dist[this.thread.y][this.thread.x] > -500000) {
      result = dist[this.thread.y][this.thread.x] + bonus[this.thread.y][this.thread.x];
    }
    return result;
  },
  host: perToken(([dist, bonus], at) => (dist[at] > HARDLY ? dist[at] + bonus[at] : IMPOSSIBLE)),
};

/** `dist(v) + bonus(v)`, unnormalised; what is impossible stays so. */
export const raise = (dist: Value, bonus: Value): Op => apply(kernel, dist, bonus);
