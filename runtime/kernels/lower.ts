import { apply, type Kernel, type Op, type Value } from "../graph/value.ts";
import { cells, type Device, perCell } from "./kernel.ts";

const kernel: Kernel = {
  name: "lower",
  inputs: cells(2),
  output: "cell",
  device: function (this: Device, a: number[], b: number[]) {
    return Math.min(a[this.thread.x], b[this.thread.x]);
  },
  host: perCell(([a, b], cell) => Math.min(a[cell], b[cell])),
};

/** The lower number of each cell: joins margins, so that one array is read back for all of them. */
export const lower = (a: Value, b: Value): Op => apply(kernel, a, b);
