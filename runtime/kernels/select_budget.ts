import { apply, type Kernel, type Op, type Value } from "../graph/value.ts";
import { type Bands, bands } from "./band.ts";
import { selection, unlessWhole } from "./candidates.ts";
import { cells, certain, type Device, marginBy, TIE } from "./kernel.ts";

/**
 * 2 if the candidate's fate is certain, else 0: the cost of its betters is bounded from both sides, near-ties counted as
 * better or worse, whichever moves the bound.
 */
const margin: Kernel = {
  name: "selectBudget.margin",
  inputs: cells(4),
  output: "cell",
  constants: bands,
  device: function (this: Device<Bands>, score: number[], candidates: number[], cost: number[], budget: number[]) {
    let result = 2;
    if (candidates[this.thread.x] > 0.5) {
      const first = Math.floor((this.thread.x + 0.5) / this.constants.P) * this.constants.P;
      const own = score[this.thread.x];
      const limit = Math.max(0, budget[this.thread.x]);
      let low = 0;
      let high = 0;
      let size = 0;
      for (let i = 0; i < this.constants.P; i++) {
        if (candidates[first + i] > 0.5 && Math.abs(first + i - this.thread.x) > 0.5) {
          const ahead = (score[first + i] - own) / (this.constants.score * (1 + Math.abs(own)));
          if (ahead > -1) {
            size += 1 + Math.abs(cost[first + i]);
            if (ahead > 1) {
              low += cost[first + i];
              high += cost[first + i];
            } else {
              low += Math.min(0, cost[first + i]);
              high += Math.max(0, cost[first + i]);
            }
          }
        }
      }
      if (size > 0) {
        const band = this.constants.score * (size + limit);
        if (high + band > limit && low - band <= limit) {
          result = 0;
        }
      }
    }
    return result;
  },
  host: certain,
};

const kernel: Kernel = {
  name: "selectBudget",
  inputs: cells(4),
  output: "cell",
  whole: true,
  margin: marginBy(margin),
  device: function (this: Device, score: number[], candidates: number[], cost: number[], budget: number[]) {
    const first = Math.floor((this.thread.x + 0.5) / this.constants.P) * this.constants.P;
    const own = score[this.thread.x];
    let spent = 0;
    for (let i = 0; i < this.constants.P; i++) {
      if (candidates[first + i] > 0.5) {
        const other = score[first + i];
        if (other > own || (other === own && first + i < this.thread.x)) {
          spent += cost[first + i];
        }
      }
    }
    let result = 0;
    if (candidates[this.thread.x] > 0.5 && spent <= Math.max(0, budget[this.thread.x])) {
      result = 1;
    }
    return result;
  },
  host: selection((order, [, , cost, budget], first) => {
    let spent = 0;
    return order.filter((cell) => {
      const within = spent <= Math.max(0, budget[first]) + TIE;
      spent += cost[cell];
      return within;
    });
  }),
};

/**
 * 1 at each candidate whose betters' cost adds up to at most `budget` (below 0 counts as 0; within 1e-9), so always at the best one;
 * 0 elsewhere. Order as in `selectTop`. Decides. Source: entropy-bounded sampling 2505.24857.
 */
export const selectBudget = (score: Value, candidates: Value, cost: Value, budget: Value): Op =>
  apply(unlessWhole(kernel, score, cost, budget), score, candidates, cost, budget);
