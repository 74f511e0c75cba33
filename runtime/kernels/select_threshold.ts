import { apply, type Kernel, type Op, type Value } from "../graph/value.ts";
import { type Bands, bands } from "./band.ts";
import { unlessWhole } from "./candidates.ts";
import { either } from "./either.ts";
import { cells, certain, type Device, marginBy, perCell, TIE } from "./kernel.ts";
import { selectTop } from "./select_top.ts";

const margin: Kernel = {
  name: "selectThreshold.margin",
  inputs: cells(3),
  output: "cell",
  constants: bands,
  device: function (this: Device<Bands>, score: number[], candidates: number[], least: number[]) {
    let result = 2;
    if (candidates[this.thread.x] > 0.5) {
      result = Math.abs(score[this.thread.x] - least[this.thread.x]) /
        (this.constants.score * (1 + Math.abs(least[this.thread.x])));
    }
    return result;
  },
  host: certain,
};

const above: Kernel = {
  name: "selectThreshold",
  inputs: cells(3),
  output: "cell",
  whole: true,
  margin: marginBy(margin),
  device: function (this: Device, score: number[], candidates: number[], least: number[]) {
    let result = 0;
    if (candidates[this.thread.x] > 0.5 && score[this.thread.x] >= least[this.thread.x]) {
      result = 1;
    }
    return result;
  },
  host: perCell(([score, candidates, least], cell) =>
    candidates[cell] !== 0 && score[cell] >= least[cell] - TIE ? 1 : 0
  ),
};

/**
 * 1 at the candidates with `score >= least` (within 1e-9), and at the `minimum` highest ones of the row; 0 elsewhere.
 * Decides: by the distance to `least`, and as `selectTop` does. Source: Fast-dLLM 2505.22618.
 */
export const selectThreshold = (score: Value, candidates: Value, least: Value, minimum: Value): Op =>
  either(
    apply(unlessWhole(above, score, least), score, candidates, least),
    selectTop(score, candidates, minimum),
  );
