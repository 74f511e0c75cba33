import { apply, type Kernel, type Op, type Value } from "../graph/value.ts";
import { expOfNegative } from "./exp.ts";
import { expStatements } from "./exp_source.ts";
import { type Device, HARDLY, IMPOSSIBLE, perCell, perRowOfTokens } from "./kernel.ts";
import { largest } from "./largest.ts";

/** `ln sum_v exp(dist(v) - top)`: small numbers only, so that float32 keeps them whatever the logits' size. */
const logMass: Kernel = {
  name: "logMass",
  inputs: ["vocabulary", "cell"],
  output: "cell",
  device: function (this: Device, dist: number[][], top: number[]) {
    let sum = 0;
    for (let c = 0; c < this.constants.C; c++) {
      let part = 0;
      for (let i = 0; i < this.constants.B; i++) {
        const v = c * this.constants.B + i;
        if (v < this.constants.V) {
          part += Math.exp(dist[this.thread.x][v] - top[this.thread.x]);
        }
      }
      sum += part;
    }
    return Math.log(sum);
  },
  webasm: `function (dist, top) {
    let sum = 0;
    for (let c = 0; c < this.constants.C; c++) {
      let part = 0;
      for (let i = 0; i < this.constants.B; i++) {
        const v = c * this.constants.B + i;
        if (v < this.constants.V) {
          ${expStatements("dist[this.thread.x][v] - top[this.thread.x]")}
          part += e;
        }
      }
      sum += part;
    }
    return Math.log(sum);
  }`,
  host: perCell(([dist, top], cell, { vocabulary }) => {
    const first = cell * vocabulary;
    const best = top[cell];
    let sum = 0;
    for (let at = first; at < first + vocabulary; at++) { sum += expOfNegative(dist[at] - best); }
    return Math.log(sum);
  }),
};

const kernel: Kernel = {
  name: "normalise",
  inputs: ["vocabulary", "cell", "cell"],
  output: "vocabulary",
  device: function (this: Device, dist: number[][], top: number[], mass: number[]) {
    const below = dist[this.thread.y][this.thread.x] - top[this.thread.y];
    let result = -1000000;
    if (below > -500000) {
      result = below - mass[this.thread.y];
    }
    return result;
  },
  host: perRowOfTokens(([dist, top, mass], cell, from, to, out) => {
    const best = top![cell]!;
    const sum = mass![cell]!;
    for (let at = from; at < to; at++) {
      const below = dist![at]! - best;
      out[at] = below > HARDLY ? below - sum : IMPOSSIBLE;
    }
  }),
};

/**
 * `dist(v) - ln sum_w exp dist(w)`: logits or unnormalised log-probabilities become log-probabilities, in nats.
 *
 * A token 5e5 nats below the best one is impossible: exactly -1e6. If all are equal, the result is flat.
 */
export const normalise = (dist: Value): Op => {
  const top = largest(dist);
  return apply(kernel, dist, top, apply(logMass, dist, top));
};

/** What `normalise` was given, and what it subtracts; null of anything else. */
export const normalised = (
  value: Value,
): { readonly dist: Value; readonly top: Value; readonly mass: Value } | null => {
  if (value._tag === "Leaf" || value.kernel !== kernel) { return null; }
  const [dist, top, mass] = value.args as readonly [Value, Value, Value];
  return { dist, top, mass };
};

/**
 * The same distribution before `normalise` shifted it, also under `carryOver`: for kernels to which a shift does not matter. It saves
 * a rounding and a pass over the vocabulary.
 */
export const unshifted = (dist: Value): Value => {
  if (dist._tag === "Leaf") { return dist; }
  const [first, ...rest] = dist.args as readonly [Value, ...Value[]];
  if (dist.kernel === kernel) { return unshifted(first); }
  return dist.kernel.name === "carryOver" ? apply(dist.kernel, unshifted(first), ...rest) : dist;
};
