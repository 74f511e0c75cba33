import { apply, type Kernel, type Op, type Value } from "../graph/value.ts";
import { type Device, perCell } from "./kernel.ts";

const kernel: Kernel = {
  name: "largest",
  inputs: ["vocabulary"],
  output: "cell",
  device: function (this: Device, dist: number[][]) {
    let top = dist[this.thread.x][0];
    for (let v = 1; v < this.constants.V; v++) {
      top = Math.max(top, dist[this.thread.x][v]);
    }
    return top;
  },
  host: perCell(([dist], cell, { vocabulary }) => {
    let top = dist[cell * vocabulary];
    for (let at = cell * vocabulary + 1; at < (cell + 1) * vocabulary; at++) {
      if (dist[at] > top) { top = dist[at]; }
    }
    return top;
  }),
};

/** `max_v dist(v)` at each cell. */
export const largest = (dist: Value): Op => apply(kernel, dist);
