import { apply, type Kernel, type Op, type Value } from "../graph/value.ts";
import { type Device, HARDLY, perCell } from "./kernel.ts";
import { kept } from "./kept.ts";
import { largest } from "./largest.ts";
import { probabilities } from "./probabilities.ts";
import type { Truncation } from "./truncate.ts";

/*
 * Where a truncation cuts, as a log-probability: what is at least this high stays. Found by bisection, 40 sweeps over the
 * vocabulary for a cell, where ranking every token against every other would take V sweeps.
 */

const lowestKept = (cut: Truncation): Kernel["host"] =>
  perCell(([dist], cell, { vocabulary }) => {
    const row = dist.subarray(cell * vocabulary, (cell + 1) * vocabulary);
    return kept(row, cut).reduce((lowest, token) => Math.min(lowest, row[token]), HARDLY * -1);
  });

const everything: Kernel = {
  name: "cutNowhere",
  inputs: ["cell"],
  output: "cell",
  device: function (this: Device, top: number[]) {
    return Math.min(top[this.thread.x], -500000);
  },
  host: perCell(() => HARDLY),
};

const rankKernel = (topK: number): Kernel => ({
  name: `cutAtRank(${topK})`,
  inputs: ["vocabulary", "cell"],
  output: "cell",
  constants: () => ({ keep: Math.max(1, topK) }),
  device: function (this: Device<{ keep: number }>, dist: number[][], top: number[]) {
    let low = top[this.thread.x];
    for (let v = 0; v < this.constants.V; v++) {
      if (dist[this.thread.x][v] > -500000) {
        low = Math.min(low, dist[this.thread.x][v]);
      }
    }
    let high = top[this.thread.x] + 1;
    for (let n = 0; n < 40; n++) {
      const middle = 0.5 * (low + high);
      let count = 0;
      for (let v = 0; v < this.constants.V; v++) {
        if (dist[this.thread.x][v] >= middle) {
          count += 1;
        }
      }
      if (count > this.constants.keep - 0.5) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  },
  host: lowestKept({ topK, topP: null, crossing: "keep" }),
});

const massKernel = (cut: Truncation, share: number): Kernel => ({
  name: `cutAtMass(${cut.topK},${share},${cut.crossing})`,
  inputs: ["vocabulary", "vocabulary", "cell", "cell"],
  output: "cell",
  constants: () => ({ share, drop: cut.crossing === "drop" ? 1 : 0 }),
  device: function (
    this: Device<{ share: number; drop: number }>,
    dist: number[][],
    p: number[][],
    top: number[],
    rankCut: number[],
  ) {
    let low = top[this.thread.x];
    let total = 0;
    for (let v = 0; v < this.constants.V; v++) {
      if (dist[this.thread.x][v] > -500000 && dist[this.thread.x][v] >= rankCut[this.thread.x]) {
        low = Math.min(low, dist[this.thread.x][v]);
        total += p[this.thread.x][v];
      }
    }
    let high = top[this.thread.x] + 1;
    for (let n = 0; n < 40; n++) {
      const middle = 0.5 * (low + high);
      let mass = 0;
      for (let v = 0; v < this.constants.V; v++) {
        if (dist[this.thread.x][v] >= middle) {
          mass += p[this.thread.x][v];
        }
      }
      if (mass >= this.constants.share * total) {
        low = middle;
      } else {
        high = middle;
      }
    }
    if (this.constants.drop > 0.5) {
      let mass = 0;
      let next = top[this.thread.x];
      let lowest = top[this.thread.x];
      for (let v = 0; v < this.constants.V; v++) {
        if (dist[this.thread.x][v] >= low) {
          mass += p[this.thread.x][v];
          lowest = Math.min(lowest, dist[this.thread.x][v]);
        }
      }
      for (let v = 0; v < this.constants.V; v++) {
        if (dist[this.thread.x][v] > lowest) {
          next = Math.min(next, dist[this.thread.x][v]);
        }
      }
      if (mass > this.constants.share * total) {
        low = next;
      }
    }
    return low;
  },
  host: lowestKept(cut),
});

/** The lowest log-probability that `topK` keeps (-5e5 if it keeps all). */
export const cutAtRank = (dist: Value, topK: number | null): Op =>
  topK === null ? apply(everything, largest(dist)) : apply(rankKernel(topK), dist, largest(dist));

/** The lowest log-probability that `topK` and then `topP` keep. */
export const cutAtMass = (dist: Value, rankCut: Value, cut: Truncation): Op =>
  cut.topP === null
    ? apply(everything, largest(dist))
    : apply(massKernel(cut, cut.topP), dist, probabilities(dist), largest(dist), rankCut);
