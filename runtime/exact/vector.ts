/** Log-probabilities of one position over the real tokens; minus infinity is certainty that it is not the token. */
export type LogVector = readonly number[];

/** `ln sum_v exp(x_v)`, minus infinity for nothing but minus infinities. */
const logSumExp = (values: LogVector): number => {
  const top = Math.max(...values);
  return top === -Infinity ? top : top + Math.log(values.reduce((sum, x) => sum + Math.exp(x - top), 0));
};

/** `ln softmax(x)`: subtracts the log of the sum, so that probabilities add up to 1. */
export const normalise = (values: LogVector): LogVector => {
  const total = logSumExp(values);
  return values.map((x) => x - total);
};

/** Numbers that are no further apart are equal: the lower token comes first. */
const TIE = 1e-9;

/** Index of the largest number, the lowest one of a tie. */
export const argmax = (values: readonly number[]): number => {
  const top = Math.max(...values);
  return values.findIndex((x) => x === top || x >= top - TIE);
};

/** Certain of one token. */
export const certainOf = (token: number, vocabulary: number): LogVector =>
  Array.from({ length: vocabulary }, (_, v) => (v === token ? 0 : -Infinity));

/** `-sum_v p_v ln p_v`, nats; a probability of 0 adds nothing. */
export const entropy = (logs: LogVector): number =>
  -logs.reduce((sum, x) => (x === -Infinity ? sum : sum + Math.exp(x) * x), 0);

/** How a prediction is sharpened and cut, all numbers resolved. */
export interface Cut {
  readonly temperature: number;
  readonly topK: number | null;
  readonly topP: number | null;
  readonly crossing: "keep" | "drop";
}

/** `softmax(ln p / temperature)` (0 or less: argmax), then top-k, then top-p, renormalised after each. */
export const shape = (logs: LogVector, cut: Cut): LogVector =>
  nucleus(topK(temper(logs, cut.temperature), cut.topK), cut);

const temper = (logs: LogVector, temperature: number): LogVector =>
  temperature <= 0 ? certainOf(argmax(logs), logs.length) : normalise(logs.map((x) => x / temperature));

const keepOnly = (logs: LogVector, kept: ReadonlySet<number>): LogVector =>
  normalise(logs.map((x, v) => (kept.has(v) ? x : -Infinity)));

const byProbability = (logs: LogVector): number[] =>
  logs.map((_, v) => v).sort((a, b) => {
    const [p, q] = [Math.exp(logs[a]!), Math.exp(logs[b]!)];
    return Math.abs(p - q) <= TIE ? a - b : q - p;
  });

const topK = (logs: LogVector, k: number | null): LogVector =>
  k === null || k >= logs.length ? logs : keepOnly(logs, new Set(byProbability(logs).slice(0, Math.max(1, k))));

const nucleus = (logs: LogVector, { topP, crossing }: Cut): LogVector => {
  if (topP === null) return logs;
  const order = byProbability(logs);
  const kept = new Set<number>([order[0]!]);
  let before = 0;
  for (const token of order) {
    const after = before + Math.exp(logs[token]!);
    if (crossing === "keep" ? before < topP - TIE : after <= topP + TIE) kept.add(token);
    before = after;
  }
  return keepOnly(logs, kept);
};

/** `ln p <- ln softmax(ln p_u + (scale + 1)(ln p - ln p_u))`; what the condition excludes stays excluded. */
export const guide = (logs: LogVector, free: LogVector, scale: number): LogVector =>
  normalise(logs.map((x, v) => (scale === 0 ? x : scale === -1 ? free[v]! : mix(x, free[v]!, scale))));

const mix = (x: number, free: number, scale: number): number =>
  x === -Infinity || free === -Infinity ? Math.min(x, free) : free + (scale + 1) * (x - free);

/**
 * Full prediction to leave-one-out, uniform noise: divides `p(x_t)` by `1 + V alphaT / (1 - alphaT)` and renormalises.
 *
 * @see guides of Duo (2506.10892) and LOO correctors (2605.22765).
 */
export const toLoo = (logs: LogVector, current: number, alphaT: number): LogVector =>
  normalise(logs.map((x, v) => (v === current ? x - Math.log1p((logs.length * alphaT) / (1 - alphaT)) : x)));
