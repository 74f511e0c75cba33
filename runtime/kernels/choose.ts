import { apply, type Kernel, type Op, type Value } from "../graph/value.ts";
import { cells, type Device, perCell } from "./kernel.ts";

const kernel: Kernel = {
  name: "choose",
  inputs: cells(3),
  output: "cell",
  device: function (this: Device, test: number[], a: number[], b: number[]) {
    let result = b[this.thread.x];
    if (Math.abs(test[this.thread.x]) > 0) {
      result = a[this.thread.x];
    }
    return result;
  },
  host: perCell(([test, a, b], cell) => (test[cell] !== 0 ? a[cell] : b[cell])),
};

/** `a` where the test is not 0, else `b`. The test is a 0/1 decision: nothing here guards a continuous one. */
export const choose = (test: Value, a: Value, b: Value): Op => apply(kernel, test, a, b);
