import { apply, type HostTwin, type Kernel, type Numbers, type Op, type Value } from "../graph/value.ts";
import { type Bands, bands } from "./band.ts";
import { cells, certain, type Device, marginBy, TIE } from "./kernel.ts";
import { ordered } from "./ordered.ts";

/** Smallest gap to another candidate of the run, and distance to the limit. */
const margin: Kernel = {
  name: "selectRunMax.margin",
  inputs: cells(3),
  output: "cell",
  constants: bands,
  device: function (this: Device<Bands>, score: number[], candidates: number[], low: number[]) {
    let result = 2;
    if (candidates[this.thread.x] > 0.5) {
      const first = Math.floor((this.thread.x + 0.5) / this.constants.P) * this.constants.P;
      const own = score[this.thread.x];
      const band = this.constants.score * (1 + Math.abs(own));
      let best = 1;
      let next = 4000000;
      for (let side = 0; side < 2; side++) {
        let inside = 1;
        for (let i = 1; i < this.constants.P; i++) {
          const at = this.thread.x + (2 * side - 1) * i;
          if (at < first - 0.5 || at > first + this.constants.P - 0.5) {
            inside = 0;
          }
          if (inside > 0.5) {
            if (candidates[at] > 0.5) {
              next = Math.min(next, Math.abs(own - score[at]));
              if (score[at] > own + band) {
                best = 0;
              }
            } else {
              inside = 0;
            }
          }
        }
      }
      if (best > 0.5) {
        result = Math.min(
          next / band,
          Math.abs(own - low[this.thread.x]) / (band + this.constants.score * Math.abs(low[this.thread.x])),
        );
      }
    }
    return result;
  },
  host: certain,
};

const winners: HostTwin = (args, { positions }, row, out) => {
  const [score, candidates, low] = args as readonly [Numbers, Numbers, Numbers];
  const first = row * positions;
  out.fill(0, first, first + positions);
  let run: number[] = [];
  for (let cell = first; cell <= first + positions; cell++) {
    if (cell < first + positions && candidates[cell] !== 0) {
      run.push(cell);
    } else if (run.length > 0) {
      const best = ordered(score, run)[0]!;
      out[best] = score[best] > low[first] + TIE ? 1 : 0;
      run = [];
    }
  }
};

const kernel: Kernel = {
  name: "selectRunMax",
  inputs: cells(3),
  output: "cell",
  whole: true,
  margin: marginBy(margin),
  device: function (this: Device, score: number[], candidates: number[], low: number[]) {
    const first = Math.floor((this.thread.x + 0.5) / this.constants.P) * this.constants.P;
    const own = score[this.thread.x];
    let result = 0;
    if (candidates[this.thread.x] > 0.5 && own > low[this.thread.x]) {
      result = 1;
    }
    for (let side = 0; side < 2; side++) {
      let inside = 1;
      for (let i = 1; i < this.constants.P; i++) {
        const at = this.thread.x + (2 * side - 1) * i;
        if (at < first - 0.5 || at > first + this.constants.P - 0.5) {
          inside = 0;
        }
        if (inside > 0.5) {
          if (candidates[at] > 0.5) {
            if (score[at] > own || (score[at] === own && side === 0)) {
              result = 0;
            }
          } else {
            inside = 0;
          }
        }
      }
    }
    return result;
  },
  host: winners,
};

/**
 * 1 at the highest candidate of each longest run of neighbouring candidates (within 1e-9 the lower position), if it scores more than
 * `low`; 0 elsewhere. Decides. Source: dInfer 2510.08666, hierarchical decoding.
 */
export const selectRunMax = (score: Value, candidates: Value, low: Value): Op => apply(kernel, score, candidates, low);
