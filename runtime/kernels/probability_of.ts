import { apply, type Kernel, type Op, type Value } from "../graph/value.ts";
import { type Device, perCell } from "./kernel.ts";

const kernel: Kernel = {
  name: "probabilityOf",
  inputs: ["vocabulary", "cell"],
  output: "cell",
  device: function (this: Device, dist: number[][], token: number[]) {
    let result = 0;
    if (token[this.thread.x] < this.constants.V - 0.5) {
      result = Math.exp(dist[this.thread.x][token[this.thread.x]]);
    }
    return result;
  },
  host: perCell(([dist, token], cell, { vocabulary }) =>
    token[cell] < vocabulary ? Math.exp(dist[cell * vocabulary + token[cell]]) : 0
  ),
};

/** `p(token)`; 0 at the mask, token `V`. */
export const probabilityOf = (dist: Value, token: Value): Op => apply(kernel, dist, token);
