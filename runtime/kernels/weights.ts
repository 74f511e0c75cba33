import { apply, type Kernel, type Numbers, type Op, type Value } from "../graph/value.ts";
import { expOfNegative } from "./exp.ts";
import { expStatements } from "./exp_source.ts";
import { type Device, perRowOfTokens } from "./kernel.ts";
import { largest } from "./largest.ts";
import { unshifted } from "./normalise.ts";

/** Into `out`: `exp(dist(v) - top)` for the tokens of a cell. */
const relativeTo = (dist: Numbers, top: number, from: number, to: number, out: Float64Array): void => {
  for (let at = from; at < to; at++) { out[at] = expOfNegative(dist[at]! - top); }
};

const BELOW = "dist[this.thread.y][this.thread.x] - top[this.thread.y]";

const plain: Kernel = {
  name: "weights",
  inputs: ["vocabulary", "cell"],
  output: "vocabulary",
  device: function (this: Device, dist: number[][], top: number[]) {
    return Math.exp(dist[this.thread.y][this.thread.x] - top[this.thread.y]);
  },
  webasm: `function (dist, top) {
    ${expStatements(BELOW)}
    return e;
  }`,
  host: perRowOfTokens(([dist, top], cell, from, to, out) => relativeTo(dist!, top![cell]!, from, to, out)),
};

const carried: Kernel = {
  name: "weights.carried",
  inputs: ["vocabulary", "cell", "cell", "cell"],
  output: "vocabulary",
  device: function (this: Device, dist: number[][], top: number[], canvas: number[], keep: number[]) {
    let result = Math.exp(dist[this.thread.y][this.thread.x] - top[this.thread.y]);
    if (keep[this.thread.y] > 0.5) {
      result = 0;
      if (Math.abs(canvas[this.thread.y] - this.thread.x) < 0.5) {
        result = 1;
      }
    }
    return result;
  },
  webasm: `function (dist, top, canvas, keep) {
    ${expStatements(BELOW)}
    let result = e;
    if (keep[this.thread.y] > 0.5) {
      result = 0;
      if (Math.abs(canvas[this.thread.y] - this.thread.x) < 0.5) {
        result = 1;
      }
    }
    return result;
  }`,
  host: perRowOfTokens(([dist, top, canvas, keep], cell, from, to, out) => {
    if (keep![cell] === 0) { return relativeTo(dist!, top![cell]!, from, to, out); }
    out.fill(0, from, to);
    if (from + canvas![cell]! < to) { out[from + canvas![cell]!] = 1; }
  }),
};

/**
 * `exp(dist(v) - max_w dist(w))`: the prediction up to a factor, for what does not need its sum. A distribution that `normalise`
 * shifted is read before it did, and what `carryOver` made certain is not exponentiated.
 */
export const weights = (dist: Value): Op => {
  if (dist._tag === "Op" && dist.kernel.name === "carryOver") {
    const [of, canvas, keep] = dist.args as readonly [Value, Value, Value];
    const raw = unshifted(of);
    return apply(carried, raw, largest(raw), canvas, keep);
  }
  const raw = unshifted(dist);
  return apply(plain, raw, largest(raw));
};
