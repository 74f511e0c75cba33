import { apply, type Kernel, type Op, type Value } from "../graph/value.ts";
import { type Bands, bands } from "./band.ts";
import { cells, certain, type Device, marginBy, onHost, perCell } from "./kernel.ts";

/** Probability that the position changes: a mask is unmasked, a visible token is masked; -1 where it cannot. */
const change: Kernel = {
  name: "absorbingPosterior.change",
  inputs: cells(5),
  output: "cell",
  device: function (
    this: Device,
    canvas: number[],
    rise: number[],
    odds: number[],
    remask: number[],
    frozen: number[],
  ) {
    let result = -1;
    if (frozen[this.thread.x] < 0.5) {
      if (canvas[this.thread.x] > this.constants.V - 0.5) {
        result = rise[this.thread.x] + remask[this.thread.x] * odds[this.thread.x];
      } else {
        if (remask[this.thread.x] > 0) {
          result = remask[this.thread.x];
        }
      }
    }
    return result;
  },
  host: perCell(([canvas, rise, odds, remask, frozen], cell, { vocabulary }) => {
    if (frozen[cell] !== 0) { return -1; }
    if (canvas[cell] === vocabulary) { return rise[cell] + remask[cell] * odds[cell]; }
    return remask[cell] > 0 ? remask[cell] : -1;
  }),
};

const margin: Kernel = {
  name: "absorbingPosterior.margin",
  inputs: cells(4),
  output: "cell",
  constants: bands,
  device: function (this: Device<Bands>, _canvas: number[], _drawn: number[], u: number[], changes: number[]) {
    return Math.abs(u[this.thread.x] - changes[this.thread.x]) /
      (this.constants.mass * Math.max(1, changes[this.thread.x]));
  },
  host: certain,
};

const kernel: Kernel = {
  name: "absorbingPosterior",
  inputs: cells(4),
  output: "cell",
  whole: true,
  margin: marginBy(margin),
  device: function (this: Device, canvas: number[], drawn: number[], u: number[], changes: number[]) {
    let token = canvas[this.thread.x];
    if (u[this.thread.x] < changes[this.thread.x]) {
      if (canvas[this.thread.x] > this.constants.V - 0.5) {
        token = drawn[this.thread.x];
      } else {
        token = this.constants.V;
      }
    }
    return token;
  },
  host: perCell(([canvas, drawn, u, changes], cell, { vocabulary }) => {
    if (u[cell] >= changes[cell]) { return canvas[cell]; }
    return canvas[cell] === vocabulary ? drawn[cell] : vocabulary;
  }),
};

/**
 * A draw from the posterior of absorbing noise: a mask takes the drawn token with probability
 * `(alphaS - (1 - remask) * alphaT) / (1 - alphaT)`, a visible token is masked with probability `remask`. The mask is token `V`.
 *
 * At `alphaS >= 1` every mask is unmasked; at `alphaS = alphaT` and remask 0 nothing changes. Frozen positions never do.
 *
 * @param u Uniform, in [0, 1). @param alphaT Signal level now, a leaf. @param alphaS Signal level after, a leaf.
 * @see MDLM 2406.07524; ReMDM 2503.00307. Decides: by the distance of `u` to the probability.
 */
export const absorbingPosterior = (
  canvas: Value,
  drawn: Value,
  u: Value,
  alphaT: Value,
  alphaS: Value,
  remask: Value,
  frozen: Value,
): Op => {
  const rise = onHost((from, to) => (to >= 1 || from >= 1 ? 1 : (to - from) / (1 - from)), alphaT, alphaS);
  const odds = onHost((from) => (from < 1 ? from / (1 - from) : 0), alphaT);
  return apply(kernel, canvas, drawn, u, apply(change, canvas, rise, odds, remask, frozen));
};
