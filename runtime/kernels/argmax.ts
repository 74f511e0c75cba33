import { apply, type Kernel, type Op, type Value } from "../graph/value.ts";
import { type Bands, bands } from "./band.ts";
import { certain, type Device, marginBy, perCell, TIE } from "./kernel.ts";

const margin: Kernel = {
  name: "argmax.margin",
  inputs: ["vocabulary"],
  output: "cell",
  constants: bands,
  device: function (this: Device<Bands>, dist: number[][]) {
    let top = dist[this.thread.x][0];
    let second = -4000000;
    for (let v = 1; v < this.constants.V; v++) {
      const d = dist[this.thread.x][v];
      if (d > top) {
        second = top;
        top = d;
      } else {
        second = Math.max(second, d);
      }
    }
    return (top - second) / (this.constants.log * (1 + Math.abs(top)));
  },
  host: certain,
};

const kernel: Kernel = {
  name: "argmax",
  inputs: ["vocabulary"],
  output: "cell",
  whole: true,
  margin: marginBy(margin),
  device: function (this: Device, dist: number[][]) {
    let top = dist[this.thread.x][0];
    let best = 0;
    for (let v = 1; v < this.constants.V; v++) {
      if (dist[this.thread.x][v] > top) {
        top = dist[this.thread.x][v];
        best = v;
      }
    }
    return best;
  },
  host: perCell(([dist], cell, { vocabulary }) => {
    const row = dist.subarray(cell * vocabulary, (cell + 1) * vocabulary);
    let top = -Infinity;
    for (const d of row) { top = Math.max(top, d); }
    return row.findIndex((d: number) => d >= top - TIE);
  }),
};

/** The most probable token; of those within 1e-9 nats of the best, the lowest. Decides: by the gap of the best two. */
export const argmax = (dist: Value): Op => apply(kernel, dist);
