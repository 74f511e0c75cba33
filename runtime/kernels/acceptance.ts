import { apply, type Kernel, type Numbers, type Op, type Value } from "../graph/value.ts";
import { cells, type Device } from "./kernel.ts";

const kernel: Kernel = {
  name: "acceptance",
  inputs: cells(2),
  output: "cell",
  whole: true,
  device: function (this: Device, tried: number[], passed: number[]) {
    const first = Math.floor((this.thread.x + 0.5) / this.constants.P) * this.constants.P;
    let result = 0;
    if (tried[this.thread.x] > 0.5) {
      result = 2 - passed[this.thread.x];
    }
    for (let i = 0; i < this.constants.P; i++) {
      if (first + i < this.thread.x && tried[first + i] > 0.5 && passed[first + i] < 0.5) {
        result = 0;
      }
    }
    return result;
  },
  host: (args, { positions }, row, out) => {
    const [tried, passed] = args as readonly [Numbers, Numbers];
    let going = true;
    for (let cell = row * positions; cell < (row + 1) * positions; cell++) {
      const here = going && tried[cell] !== 0;
      out[cell] = here ? 2 - passed[cell] : 0;
      if (here && passed[cell] === 0) { going = false; }
    }
  },
};

/** Along the tried positions of a row, from the left: 1 while they pass, 2 at the first that does not, 0 behind it and elsewhere. */
export const acceptance = (tried: Value, passed: Value): Op => apply(kernel, tried, passed);
