import { apply, type Kernel, type Op, type Value } from "../graph/value.ts";
import { ROUNDING } from "./band.ts";
import { cells, type Device, perCell } from "./kernel.ts";

/*
 * The bands cover log-probabilities that are rounded a few times. Guidance takes multiples of differences, temperatures below 1
 * take multiples: they amplify what was rounded before, by amounts that only the data tell. Slack is that amount, carried along
 * the graph beside the values that it concerns; margins are divided by what it adds to the band.
 */

/** Copies and choices among the host's own float32 numbers: nothing was rounded. */
export const isExact = (value: Value): boolean =>
  value._tag === "Leaf" || (value.kernel.name === "carryOver" && isExact(value.args[0] as Value));

const add: Kernel = {
  name: "slack.add",
  inputs: cells(2),
  output: "cell",
  device: function (this: Device, a: number[], b: number[]) {
    return a[this.thread.x] + b[this.thread.x];
  },
  host: perCell(([a, b], cell) => a[cell] + b[cell]),
};

const multiply: Kernel = {
  name: "slack.multiply",
  inputs: cells(2),
  output: "cell",
  device: function (this: Device, a: number[], by: number[]) {
    return a[this.thread.x] * Math.abs(by[this.thread.x]);
  },
  host: perCell(([a, by], cell) => a[cell] * Math.abs(by[cell])),
};

const stored: Kernel = {
  name: "slack.stored",
  inputs: cells(1),
  output: "cell",
  constants: () => ({ unit: 4 * ROUNDING }),
  device: function (this: Device<{ unit: number }>, top: number[]) {
    return this.constants.unit * Math.abs(top[this.thread.x]);
  },
  host: perCell(([top], cell) => 4 * ROUNDING * Math.abs(top[cell])),
};

const higher: Kernel = {
  name: "slack.higher",
  inputs: cells(2),
  output: "cell",
  device: function (this: Device, a: number[], b: number[]) {
    return Math.max(a[this.thread.x], b[this.thread.x]);
  },
  host: perCell(([a, b], cell) => Math.max(a[cell], b[cell])),
};

/** The sum of slacks. */
export const total = (a: Value | null, b: Value | null): Value | null =>
  a === null ? b : b === null ? a : apply(add, a, b);

/** Slack of what is multiplied. */
export const amplified = (slack: Value, by: Value): Op => apply(multiply, slack, by);

/** Slack of numbers that were stored as float32 with a largest one of `top`, which a later shift will not take back. */
export const rounded = (top: Value, slack: Value | null): Value => total(apply(stored, top), slack) as Value;

/** The larger slack. */
export const most = (a: Value | null, b: Value | null): Value | null =>
  a === null ? b : b === null ? a : apply(higher, a, b);
