import type { LogVector } from "./vector.ts";

/** Signal levels of a step, `alphaS >= alphaT`; 1 is clean. */
export interface Levels {
  readonly alphaT: number;
  readonly alphaS: number;
}

/** Probabilities of the next token; for absorbing noise the mask is the last entry. */
export type Probabilities = readonly number[];

const clamp = (x: number): number => Math.min(1, Math.max(0, x));

/**
 * Absorbing: a mask is unmasked with probability `(alphaS - (1 - remask) alphaT) / (1 - alphaT)`, its token drawn from `p`;
 * a visible token is masked again with probability `remask`.
 *
 * @param logs Log-probabilities of the clean token over the V real tokens; the result has V + 1 entries.
 * @see MDLM (2406.07524), equation 7; ReMDM (2503.00307) for `remask`.
 */
export const absorbing = (logs: LogVector, current: number, { alphaT, alphaS }: Levels, remask = 0): Probabilities => {
  const mask = logs.length;
  const one = (token: number, weight: number, out: number[]) => (out[token]! += weight, out);
  const none = new Array<number>(mask + 1).fill(0);
  if (current !== mask) return one(current, 1 - remask, one(mask, remask, none));
  const rate = alphaT >= 1 ? 1 : clamp((alphaS - (1 - remask) * alphaT) / (1 - alphaT));
  return [...logs.map((x) => rate * Math.exp(x)), 1 - rate];
};

/**
 * Uniform, plug-in (exact when `p` is leave-one-out): with `a = alphaT / alphaS`, `D = alphaT V p(x_t) + 1 - alphaT`,
 * `q(v) = [(alphaT V p(v) + a - alphaT) 1(v = x_t) + (alphaS - alphaT) p(v) + (1 - a)(1 - alphaS) / V] / D`.
 *
 * @see UDLM (2412.10193), equation 17; Duo (2506.10892); BlockGen (2606.02241).
 */
export const uniformPlugIn = (logs: LogVector, current: number, { alphaT, alphaS }: Levels): Probabilities => {
  const size = logs.length;
  const ratio = alphaT / alphaS;
  const noise = ((1 - ratio) * (1 - alphaS)) / size;
  const total = alphaT * size * Math.exp(logs[current]!) + 1 - alphaT;
  return logs.map((x, v) => {
    const p = Math.exp(x);
    const stay = v === current ? alphaT * size * p + ratio - alphaT : 0;
    return (stay + (alphaS - alphaT) * p + noise) / total;
  });
};

/**
 * Uniform, mixture (exact when `p` is full): `sum_z p(z) q(x_s | x_t, z)` by Bayes' rule on the forward process,
 * `q(x_t | x_s) = a 1(x_t = x_s) + (1 - a) / V` and `q(x_s | z) = alphaS 1(x_s = z) + (1 - alphaS) / V`.
 *
 * @see D3PM (2107.03006), equation 3.
 */
export const uniformMixture = (logs: LogVector, current: number, { alphaT, alphaS }: Levels): Probabilities => {
  const size = logs.length;
  const level = (alpha: number, same: boolean) => (same ? alpha : 0) + (1 - alpha) / size;
  const out = new Array<number>(size).fill(0);
  logs.forEach((x, z) => {
    const share = Math.exp(x) / level(alphaT, current === z);
    if (share === 0) return;
    for (let v = 0; v < size; v++) out[v]! += share * level(alphaT / alphaS, v === current) * level(alphaS, v === z);
  });
  return out;
};
