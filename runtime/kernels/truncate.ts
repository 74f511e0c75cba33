import { apply, type Kernel, type Value } from "../graph/value.ts";
import { type Bands, bands } from "./band.ts";
import { cutAtMass, cutAtRank } from "./cut.ts";
import { certain, type Device, HARDLY, IMPOSSIBLE } from "./kernel.ts";
import { kept } from "./kept.ts";
import { probabilities } from "./probabilities.ts";

/** What a prediction is cut down to. */
export interface Truncation {
  /** Keep so many of the most probable tokens; null: all. */ readonly topK: number | null;
  /** Then keep the smallest set with this share of the mass that is left; null: all. */ readonly topP: number | null;
  /** The token with which the share is passed: in or out. */ readonly crossing: "keep" | "drop";
}

/** Constants of the margin: `keep` is `topK` (0: all), `share` is `topP` (2: all), `drop` is 1 if the crossing token goes. */
type Limits = Bands & { readonly keep: number; readonly share: number; readonly drop: number };

/**
 * Gap between the last kept and the first removed token; and how decidedly the kept set is the right one: not more than `topK` (ties
 * at the cut are kept together on a device), and with its mass on the right side of `topP`, with one token less or more on the other.
 */
const margin = (name: string, cut: Truncation): Kernel => ({
  name: `${name}.margin`,
  inputs: ["vocabulary", "vocabulary", "cell", "cell"],
  output: "cell",
  constants: (shape) => ({
    ...bands(shape),
    keep: cut.topK === null ? 0 : Math.max(1, cut.topK),
    share: cut.topP ?? 2,
    drop: cut.crossing === "drop" ? 1 : 0,
  }),
  device: function (this: Device<Limits>, dist: number[][], p: number[][], rankCut: number[], massCut: number[]) {
    let count = 0;
    let lowest = 4000000;
    let next = -4000000;
    let rest = -4000000;
    let total = 0;
    let mass = 0;
    for (let v = 0; v < this.constants.V; v++) {
      const d = dist[this.thread.x][v];
      if (d > -500000) {
        if (d >= rankCut[this.thread.x]) {
          count += 1;
          total += p[this.thread.x][v];
          if (d >= massCut[this.thread.x]) {
            mass += p[this.thread.x][v];
            lowest = Math.min(lowest, d);
          } else {
            next = Math.max(next, d);
          }
        } else {
          rest = Math.max(rest, d);
        }
      }
    }
    let result = 2;
    const band = this.constants.log * (1 + Math.abs(lowest));
    if (this.constants.keep > 0.5 && count > this.constants.keep + 0.5) {
      result = 0;
    }
    if (next > -500000) {
      result = Math.min(result, (lowest - next) / band);
    }
    if (rest > -500000) {
      result = Math.min(result, (Math.min(lowest, rankCut[this.thread.x]) - rest) / band);
    }
    if (this.constants.share < 1) {
      const unit = this.constants.mass * total;
      const limit = this.constants.share * total;
      const less = mass - Math.exp(lowest);
      if (this.constants.drop < 0.5) {
        result = Math.min(result, Math.min(mass - limit, limit - less) / unit);
      } else {
        if (less > unit) {
          result = Math.min(result, (limit - mass) / unit);
        }
        if (next > -500000) {
          result = Math.min(result, (mass + Math.exp(next) - limit) / unit);
        }
      }
    }
    return result;
  },
  host: certain,
});

const kernel = (name: string, cut: Truncation): Kernel => ({
  name,
  inputs: ["vocabulary", "cell", "cell"],
  output: "vocabulary",
  margin: ([dist, rankCut, massCut]) =>
    apply(margin(name, cut), dist as Value, probabilities(dist as Value), rankCut as Value, massCut as Value),
  device: function (this: Device, dist: number[][], rankCut: number[], massCut: number[]) {
    let result = -1000000;
    if (dist[this.thread.y][this.thread.x] >= Math.max(rankCut[this.thread.y], massCut[this.thread.y])) {
      result = dist[this.thread.y][this.thread.x];
    }
    return result;
  },
  host: ([dist], { positions, vocabulary }, row, out) => {
    for (let cell = row * positions; cell < (row + 1) * positions; cell++) {
      const first = cell * vocabulary;
      out.fill(IMPOSSIBLE, first, first + vocabulary);
      for (const token of kept(dist.subarray(first, first + vocabulary), cut)) {
        out[first + token] = Math.max(IMPOSSIBLE, dist[first + token] > HARDLY ? dist[first + token] : IMPOSSIBLE);
      }
    }
  },
});

/**
 * Keeps the `topK` most probable tokens, then the smallest set of most probable ones with at least the share `topP` of the mass
 * of what `topK` left (`crossing: "drop"`: without the token that passes the share); the best token always stays. Unnormalised;
 * what is removed becomes -1e6.
 *
 * Ranks go by log-probability, ties within 1e-9 to the lower token; a cumulated share within 1e-9 of `topP` has reached it and
 * not passed it. Decides. Source: the two conventions of guides and libraries (Dream and transformers keep the crossing token,
 * ReMDM and BD3LM drop it).
 */
export const truncate = (
  dist: Value,
  topK: number | null,
  topP: number | null,
  crossing: "keep" | "drop",
): Value => {
  const cut: Truncation = { topK, topP: topP !== null && topP < 1 ? topP : null, crossing };
  if (cut.topK === null && cut.topP === null) { return dist; }
  const name = `truncate(${cut.topK},${cut.topP},${crossing})`;
  const rankCut = cutAtRank(dist, cut.topK);
  return apply(kernel(name, cut), dist, rankCut, cutAtMass(dist, rankCut, cut));
};
