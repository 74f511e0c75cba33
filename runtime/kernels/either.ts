import { apply, type Kernel, type Op, type Value } from "../graph/value.ts";
import { cells, type Device, perCell } from "./kernel.ts";

const kernel: Kernel = {
  name: "either",
  inputs: cells(2),
  output: "cell",
  whole: true,
  device: function (this: Device, a: number[], b: number[]) {
    return Math.max(a[this.thread.x], b[this.thread.x]);
  },
  host: perCell(([a, b], cell) => Math.max(a[cell], b[cell])),
};

/** 1 where one of the two picks is. */
export const either = (a: Value, b: Value): Op => apply(kernel, a, b);
