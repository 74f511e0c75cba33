import { apply, type Kernel, type Numbers, type Op, type Value } from "../graph/value.ts";
import { cells, type Device } from "./kernel.ts";
import { ordered } from "./ordered.ts";

const kernel: Kernel = {
  name: "rank",
  inputs: cells(2),
  output: "cell",
  device: function (this: Device, score: number[], candidates: number[]) {
    const first = Math.floor((this.thread.x + 0.5) / this.constants.P) * this.constants.P;
    const own = score[this.thread.x];
    let ahead = 0;
    for (let i = 0; i < this.constants.P; i++) {
      if (candidates[first + i] > 0.5) {
        const other = score[first + i];
        if (other > own || (other === own && first + i < this.thread.x)) {
          ahead += 1;
        }
      }
    }
    return ahead;
  },
  host: (args, { positions }, row, out) => {
    const [score, candidates] = args as readonly [Numbers, Numbers];
    const first = row * positions;
    const among = Array.from({ length: positions }, (_, i) => first + i).filter((cell) => candidates[cell] !== 0);
    out.fill(0, first, first + positions);
    ordered(score, among).forEach((cell, place) => out[cell] = place);
  },
};

/**
 * How many candidates of the row stand before each one, from the highest score down; scores within 1e-9 tie, lower position first.
 * Of no meaning where there is no candidate. What is selected by it decides, not the rank itself.
 */
export const rank = (score: Value, candidates: Value): Op => apply(kernel, score, candidates);
