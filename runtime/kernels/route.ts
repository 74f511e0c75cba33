import { apply, type Kernel, type Op, type Value } from "../graph/value.ts";
import { type Bands, bands } from "./band.ts";
import { cells, certain, type Device, marginBy, perCell } from "./kernel.ts";

const margin: Kernel = {
  name: "route.margin",
  inputs: cells(6),
  output: "cell",
  constants: bands,
  device: function (
    this: Device<Bands>,
    _canvas: number[],
    _drawn: number[],
    u: number[],
    _prior: number[],
    fresh: number[],
    stay: number[],
  ) {
    return Math.min(
      Math.abs(u[this.thread.x] - fresh[this.thread.x]),
      Math.abs(u[this.thread.x] - stay[this.thread.x]),
    ) /
      this.constants.mass;
  },
  host: certain,
};

const kernel: Kernel = {
  name: "route",
  inputs: cells(6),
  output: "cell",
  whole: true,
  margin: marginBy(margin),
  device: function (
    this: Device,
    canvas: number[],
    drawn: number[],
    u: number[],
    prior: number[],
    fresh: number[],
    stay: number[],
  ) {
    let token = drawn[this.thread.x];
    if (u[this.thread.x] < stay[this.thread.x]) {
      token = canvas[this.thread.x];
    }
    if (u[this.thread.x] < fresh[this.thread.x]) {
      token = prior[this.thread.x];
    }
    return token;
  },
  host: perCell(([canvas, drawn, u, prior, fresh, stay], cell) =>
    u[cell] < fresh[cell] ? prior[cell] : u[cell] < stay[cell] ? canvas[cell] : drawn[cell]
  ),
};

/** The three ways of a uniform reverse step: `u < fresh` takes the prior's token, `u < stay` the canvas's, else the drawn one. Decides. */
export const route = (canvas: Value, drawn: Value, u: Value, prior: Value, fresh: Value, stay: Value): Op =>
  apply(kernel, canvas, drawn, u, prior, fresh, stay);

/** Thresholds that no `u` comes near: a frozen position stays as it is. */
export const STAYS = { fresh: -1, stay: 2 } as const;
