import { apply, type Kernel, type Numbers, type Op, type Value } from "../graph/value.ts";
import { type Bands, bands } from "./band.ts";
import { certain, type Device, marginOfDecision, perCell } from "./kernel.ts";
import { weights } from "./weights.ts";

/** Distance of `u` to both ends of the drawn token's interval; an end beyond which there is no mass is no boundary. */
const margin: Kernel = {
  name: "draw.margin",
  inputs: ["vocabulary", "cell", "cell"],
  output: "cell",
  constants: bands,
  device: function (this: Device<Bands>, p: number[][], u: number[], token: number[]) {
    let before = 0;
    let after = 0;
    for (let c = 0; c < this.constants.C; c++) {
      let left = 0;
      let right = 0;
      for (let i = 0; i < this.constants.B; i++) {
        const v = c * this.constants.B + i;
        if (v < this.constants.V) {
          if (v < token[this.thread.x] - 0.5) {
            left += p[this.thread.x][v];
          }
          if (v > token[this.thread.x] + 0.5) {
            right += p[this.thread.x][v];
          }
        }
      }
      before += left;
      after += right;
    }
    const own = p[this.thread.x][token[this.thread.x]];
    const total = before + own + after;
    const target = u[this.thread.x] * total;
    let distance = total;
    if (before > 0 || (u[this.thread.x] <= 0 && token[this.thread.x] > 0.5)) {
      distance = Math.min(distance, target - before);
    }
    if (after > 0) {
      distance = Math.min(distance, before + own - target);
    }
    let result = 0;
    if (total > 0) {
      result = distance / (total * this.constants.mass);
    }
    return result;
  },
  host: certain,
};

const drawOnHost = (p: Numbers, first: number, vocabulary: number, target: number): number => {
  let sum = 0;
  for (let token = 0; token < vocabulary; token++) {
    sum += p[first + token];
    if (sum > target) { return token; }
  }
  return 0;
};

/** Four sums side by side, which a processor adds at once: one alone waits for itself. */
const massOf = (p: Numbers, first: number, vocabulary: number): number => {
  let a = 0, b = 0, c = 0, d = 0;
  let at = first;
  for (; at < first + vocabulary - 3; at += 4) {
    a += p[at];
    b += p[at + 1];
    c += p[at + 2];
    d += p[at + 3];
  }
  for (; at < first + vocabulary; at++) { a += p[at]; }
  return a + b + (c + d);
};

const kernel: Kernel = {
  name: "draw",
  inputs: ["vocabulary", "cell"],
  output: "cell",
  whole: true,
  margin: marginOfDecision(margin),
  device: function (this: Device, p: number[][], u: number[]) {
    let total = 0;
    let full = 0;
    for (let c = 0; c < this.constants.C; c++) {
      let part = 0;
      for (let i = 0; i < this.constants.B; i++) {
        const v = c * this.constants.B + i;
        if (v < this.constants.V) {
          part += p[this.thread.x][v];
        }
      }
      if (part > 0) {
        full = c;
      }
      total += part;
    }
    const target = u[this.thread.x] * total;
    let before = 0;
    let chunk = -1;
    for (let c = 0; c < this.constants.C; c++) {
      let part = 0;
      for (let i = 0; i < this.constants.B; i++) {
        const v = c * this.constants.B + i;
        if (v < this.constants.V) {
          part += p[this.thread.x][v];
        }
      }
      if (chunk < 0) {
        if (before + part > target || c >= full) {
          chunk = c;
        } else {
          before += part;
        }
      }
    }
    let token = -1;
    let last = 0;
    for (let i = 0; i < this.constants.B; i++) {
      const v = chunk * this.constants.B + i;
      if (v < this.constants.V) {
        const w = p[this.thread.x][v];
        before += w;
        if (w > 0) {
          last = v;
          if (token < 0 && before > target) {
            token = v;
          }
        }
      }
    }
    if (token < 0) {
      token = last;
    }
    return token;
  },
  host: perCell(([p, u], cell, { vocabulary }) => {
    const first = cell * vocabulary;
    return drawOnHost(p, first, vocabulary, u[cell] * massOf(p, first, vocabulary));
  }),
};

/**
 * A token from the prediction by inverse CDF in token order: the first `v` with `sum_{w <= v} p(w) > u * sum_w p(w)`.
 *
 * `u` is in [0, 1), a multiple of 2^-24. A token of probability 0 is never drawn. Decides: by the distance of `u` to the ends of the
 * token's interval. Of an impossible row, token 0.
 */
export const draw = (dist: Value, u: Value): Op => drawByWeight(weights(dist), u);

/** The same from weights, which need not add up to 1. */
export const drawByWeight = (weights: Value, u: Value): Op => apply(kernel, weights, u);
