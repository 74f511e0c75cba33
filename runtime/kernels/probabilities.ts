import { apply, type Kernel, type Op, type Value } from "../graph/value.ts";
import { expStatements } from "./exp_source.ts";
import { type Device, perToken } from "./kernel.ts";

const kernel: Kernel = {
  name: "probabilities",
  inputs: ["vocabulary"],
  output: "vocabulary",
  device: function (this: Device, dist: number[][]) {
    return Math.exp(dist[this.thread.y][this.thread.x]);
  },
  webasm: `function (dist) {
    ${expStatements("dist[this.thread.y][this.thread.x]")}
    return e;
  }`,
  host: perToken(([dist], at) => Math.exp(dist[at])),
};

/** `exp dist(v)`, computed once for all that read it. */
export const probabilities = (dist: Value): Op => apply(kernel, dist);
