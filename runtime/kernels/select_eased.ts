import { apply, type Kernel, type Op, type Value } from "../graph/value.ts";
import { type Bands, bands } from "./band.ts";
import { selection } from "./candidates.ts";
import { either } from "./either.ts";
import { cells, certain, type Device, marginOfDecision, TIE } from "./kernel.ts";
import { selectTop } from "./select_top.ts";

/** Distance to the limit of the own rank, and smallest gap to a candidate on the other side, which might have that rank. */
const margin: Kernel = {
  name: "selectEased.margin",
  inputs: cells(5),
  output: "cell",
  constants: bands,
  device: function (
    this: Device<Bands>,
    score: number[],
    candidates: number[],
    least: number[],
    easing: number[],
    picked: number[],
  ) {
    let result = 2;
    if (candidates[this.thread.x] > 0.5) {
      const first = Math.floor((this.thread.x + 0.5) / this.constants.P) * this.constants.P;
      const own = score[this.thread.x];
      let rank = 1;
      for (let i = 0; i < this.constants.P; i++) {
        if (candidates[first + i] > 0.5) {
          const other = score[first + i];
          if (other > own || (other === own && first + i < this.thread.x)) {
            rank += 1;
          }
          if (Math.abs(picked[first + i] - picked[this.thread.x]) > 0.5) {
            result = Math.min(result, Math.abs(own - other) / (this.constants.score * (1 + Math.abs(own))));
          }
        }
      }
      const eased = easing[this.thread.x] / (rank + 1);
      const size = 1 + Math.abs(own) + Math.abs(least[this.thread.x]) + Math.abs(eased);
      result = Math.min(result, Math.abs(own - least[this.thread.x] + eased) / (this.constants.score * size));
    }
    return result;
  },
  host: certain,
};

const eased: Kernel = {
  name: "selectEased",
  inputs: cells(4),
  output: "cell",
  whole: true,
  margin: marginOfDecision(margin),
  device: function (this: Device, score: number[], candidates: number[], least: number[], easing: number[]) {
    const first = Math.floor((this.thread.x + 0.5) / this.constants.P) * this.constants.P;
    const own = score[this.thread.x];
    let rank = 1;
    for (let i = 0; i < this.constants.P; i++) {
      if (candidates[first + i] > 0.5) {
        const other = score[first + i];
        if (other > own || (other === own && first + i < this.thread.x)) {
          rank += 1;
        }
      }
    }
    let result = 0;
    if (candidates[this.thread.x] > 0.5 && own >= least[this.thread.x] - easing[this.thread.x] / (rank + 1)) {
      result = 1;
    }
    return result;
  },
  host: selection((order, [score, , least, easing], first) =>
    order.filter((cell, i) => score[cell] >= least[first] - easing[first] / (i + 2) - TIE)
  ),
};

/**
 * 1 at the n-th highest candidate, from 1, if `score >= least - easing / (n + 1)` (within 1e-9), and at the `minimum` highest ones; 0
 * elsewhere. Order as in `selectTop`. Decides. Source: Fast-dLLM 2505.22618, factor: least 1, easing f, minimum 1.
 */
export const selectEased = (score: Value, candidates: Value, least: Value, easing: Value, minimum: Value): Op =>
  either(apply(eased, score, candidates, least, easing), selectTop(score, candidates, minimum));
