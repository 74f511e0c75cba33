import type { Numbers } from "../graph/value.ts";
import { HARDLY, TIE } from "./kernel.ts";
import { ordered } from "./ordered.ts";
import type { Truncation } from "./truncate.ts";

/** Which tokens a truncation keeps, best first: the float64 truth. Impossible tokens are never among them. */
export const kept = (dist: Numbers, cut: Truncation): readonly number[] => {
  const possible = Array.from(dist.keys()).filter((token) => dist[token] > HARDLY);
  const order = ordered(dist, possible);
  const best = cut.topK === null ? order : order.slice(0, Math.max(1, cut.topK));
  return cut.topP === null
    ? best
    : best.slice(0, sizeOfShare(best.map((token) => Math.exp(dist[token])), cut.topP, cut.crossing));
};

/** How many of the masses, from the first, make up the share; at least one. */
const sizeOfShare = (masses: readonly number[], share: number, crossing: "keep" | "drop"): number => {
  const limit = share * masses.reduce((sum, mass) => sum + mass, 0);
  let sum = 0;
  for (const [index, mass] of masses.entries()) {
    sum += mass;
    if (sum >= limit - TIE) { return crossing === "drop" && sum > limit + TIE ? Math.max(1, index) : index + 1; }
  }
  return masses.length;
};
