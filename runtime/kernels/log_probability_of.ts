import { apply, type Kernel, type Op, type Value } from "../graph/value.ts";
import { type Device, IMPOSSIBLE, perCell } from "./kernel.ts";

const kernel: Kernel = {
  name: "logProbabilityOf",
  inputs: ["vocabulary", "cell"],
  output: "cell",
  device: function (this: Device, dist: number[][], token: number[]) {
    let result = -1000000;
    if (token[this.thread.x] < this.constants.V - 0.5) {
      result = dist[this.thread.x][token[this.thread.x]];
    }
    return result;
  },
  host: perCell(([dist, token], cell, { vocabulary }) =>
    token[cell] < vocabulary ? dist[cell * vocabulary + token[cell]] : IMPOSSIBLE
  ),
};

/** `ln p(token)` in nats; -1e6 at the mask, token `V`. */
export const logProbabilityOf = (dist: Value, token: Value): Op => apply(kernel, dist, token);
