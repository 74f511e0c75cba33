import { apply, type Kernel, type Op, type Value } from "../graph/value.ts";
import { type Bands, bands } from "./band.ts";
import { countOf, QUOTA_SLACK, unlessWhole } from "./candidates.ts";
import { cells, certain, type Device, marginOfDecision, perCell } from "./kernel.ts";
import { rank } from "./rank.ts";

/** Smallest gap between this candidate and one on the other side of the cut; distance of the quota to where its count changes. */
const margin: Kernel = {
  name: "selectTop.margin",
  inputs: cells(5),
  output: "cell",
  constants: (shape) => ({ ...bands(shape), slack: QUOTA_SLACK }),
  device: function (
    this: Device<Bands & { slack: number }>,
    score: number[],
    candidates: number[],
    quota: number[],
    _ranks: number[],
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
      const wanted = quota[this.thread.x] + this.constants.slack;
      const over = wanted - Math.floor(wanted);
      const near = Math.min(over, 1 - over);
      result = Math.min(result, near / (0.0000005 * (1 + Math.abs(wanted))));
    }
    return result;
  },
  host: certain,
};

const kernel: Kernel = {
  name: "selectTop",
  inputs: cells(4),
  output: "cell",
  whole: true,
  margin: marginOfDecision(margin),
  device: function (
    this: Device<{ slack: number }>,
    _score: number[],
    candidates: number[],
    quota: number[],
    ranks: number[],
  ) {
    let result = 0;
    const count = Math.floor(quota[this.thread.x] + this.constants.slack);
    if (candidates[this.thread.x] > 0.5 && ranks[this.thread.x] + 0.5 < count) {
      result = 1;
    }
    return result;
  },
  constants: () => ({ slack: QUOTA_SLACK }),
  host: perCell(([, candidates, quota, ranks], cell) =>
    candidates[cell] !== 0 && ranks[cell] < countOf(quota[cell]) ? 1 : 0
  ),
};

/**
 * 1 at the `quota` candidates of the row with the highest score, 0 elsewhere; all candidates if there are fewer. Scores within 1e-9
 * tie, lower position first. A fraction of the quota is cut off. Decides.
 */
export const selectTop = (score: Value, candidates: Value, quota: Value): Op =>
  apply(unlessWhole(kernel, score, quota), score, candidates, quota, rank(score, candidates));
