import { apply, type Kernel, type Op, type Value } from "../graph/value.ts";
import { type Bands, bands } from "./band.ts";
import { either } from "./either.ts";
import { cells, certain, type Device, marginOfDecision, perCell, TIE } from "./kernel.ts";
import { rank } from "./rank.ts";
import { selectTop } from "./select_top.ts";

/** Distance to the limit of the own rank, and smallest gap to a candidate on the other side, which might have that rank. */
const margin: Kernel = {
  name: "selectEased.margin",
  inputs: cells(6),
  output: "cell",
  constants: bands,
  device: function (
    this: Device<Bands>,
    score: number[],
    candidates: number[],
    least: number[],
    easing: number[],
    ranks: number[],
    picked: number[],
  ) {
    let result = 2;
    if (candidates[this.thread.x] > 0.5) {
      const first = Math.floor((this.thread.x + 0.5) / this.constants.P) * this.constants.P;
      const own = score[this.thread.x];
      for (let i = 0; i < this.constants.P; i++) {
        if (candidates[first + i] > 0.5 && Math.abs(picked[first + i] - picked[this.thread.x]) > 0.5) {
          result = Math.min(result, Math.abs(own - score[first + i]) / (this.constants.score * (1 + Math.abs(own))));
        }
      }
      const eased = easing[this.thread.x] / (ranks[this.thread.x] + 2);
      const size = 1 + Math.abs(own) + Math.abs(least[this.thread.x]) + Math.abs(eased);
      result = Math.min(result, Math.abs(own - least[this.thread.x] + eased) / (this.constants.score * size));
    }
    return result;
  },
  host: certain,
};

const eased: Kernel = {
  name: "selectEased",
  inputs: cells(5),
  output: "cell",
  whole: true,
  margin: marginOfDecision(margin),
  device: function (
    this: Device,
    score: number[],
    candidates: number[],
    least: number[],
    easing: number[],
    ranks: number[],
  ) {
    let result = 0;
    const limit = least[this.thread.x] - easing[this.thread.x] / (ranks[this.thread.x] + 2);
    if (candidates[this.thread.x] > 0.5 && score[this.thread.x] >= limit) {
      result = 1;
    }
    return result;
  },
  host: perCell(([score, candidates, least, easing, ranks], cell) =>
    candidates[cell] !== 0 && score[cell] >= least[cell] - easing[cell] / (ranks[cell] + 2) - TIE ? 1 : 0
  ),
};

/**
 * 1 at the n-th highest candidate, from 1, if `score >= least - easing / (n + 1)` (within 1e-9), and at the `minimum` highest ones; 0
 * elsewhere. Order as in `selectTop`. Decides. Source: Fast-dLLM 2505.22618, factor: least 1, easing f, minimum 1.
 */
export const selectEased = (score: Value, candidates: Value, least: Value, easing: Value, minimum: Value): Op =>
  either(
    apply(eased, score, candidates, least, easing, rank(score, candidates)),
    selectTop(score, candidates, minimum),
  );
