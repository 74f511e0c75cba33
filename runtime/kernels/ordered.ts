import type { Numbers } from "../graph/value.ts";
import { TIE } from "./kernel.ts";

/**
 * Indices from the highest number down. At each place stands the lowest index whose number is within 1e-9 of the highest that
 * is left, so that rounding never decides between equal numbers.
 */
export const ordered = (numbers: Numbers, among: readonly number[]): readonly number[] => {
  const order = [...among].sort((a, b) => numbers[b] - numbers[a] || a - b);
  for (let place = 0; place < order.length; place++) {
    const least = numbers[order[place]] - TIE;
    let chosen = place;
    for (let i = place + 1; i < order.length && numbers[order[i]] >= least; i++) {
      if (order[i] < order[chosen]) { chosen = i; }
    }
    if (chosen > place) { order.splice(place, 0, ...order.splice(chosen, 1)); }
  }
  return order;
};
