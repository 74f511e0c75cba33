import type { Likeliest, TokenProbability } from "../trace.ts";

/** As many tokens of a position are kept in a trace, whatever the vocabulary. */
export const MOST_LIKELY = 5;

/** The tokens of the highest of `V` log-probabilities from `from` on; of equal ones the lower token first. */
const best = (logs: ArrayLike<number>, from: number, V: number): readonly number[] => {
  const found: number[] = [];
  for (let v = 0; v < V; v++) {
    const log = logs[from + v]!;
    if (found.length === MOST_LIKELY && log <= logs[from + found[MOST_LIKELY - 1]!]!) { continue; }
    let at = found.length;
    while (at > 0 && log > logs[from + found[at - 1]!]!) { at--; }
    found.splice(at, 0, v);
    found.length = Math.min(found.length, MOST_LIKELY);
  }
  return found;
};

/**
 * The most probable tokens of `count` positions from position `first` on.
 *
 * @param logs `[position][V]`, ln p in nats. @returns Probabilities above 0 in float64, most probable first.
 */
export const likeliest = (logs: ArrayLike<number>, V: number, first: number, count: number): Likeliest =>
  Array.from({ length: count }, (_, i): readonly TokenProbability[] => {
    const from = (first + i) * V;
    return best(logs, from, V).map((token) => ({ token, p: Math.exp(logs[from + token]!) }))
      .filter(({ p }) => p > 0);
  });
