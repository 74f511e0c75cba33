import { distinct, type Estimate, expectedBits, meanInterval, unigramEntropy } from "../../runtime/eval/metrics/mod.ts";
import type { MarkovOracle } from "../../runtime/mod.ts";

/** What the law itself would score: a sampler without error. */
export interface Reference {
  /** Exactly. */ readonly bits: number;
  /** Of texts drawn from the law. */ readonly entropy: Estimate;
  readonly distinct: readonly number[];
}

const texts = 1000;

/** Park and Miller's minimal standard generator, in (0, 1): the reference needs no more. */
const uniforms = (seed: number) => (): number => (seed = (seed * 48271) % 2147483647) / 2147483647;

/** The numbers of the law's own texts of a length, drawn one token after the other from its float64 probabilities. */
export const referenceOf = (oracle: MarkovOracle, length: number): Reference => {
  const uniform = uniforms(20260101);
  const drawn = Array.from({ length: texts }, () => {
    const tokens: number[] = [];
    while (tokens.length < length) { tokens.push(pick(oracle.verify64(tokens.slice(-2), [0]), uniform())); }
    return tokens;
  });
  return {
    bits: expectedBits(oracle, length),
    entropy: meanInterval(drawn.map(unigramEntropy)),
    distinct: [1, 2, 3, 4].map((n) => meanInterval(drawn.map((tokens) => distinct(tokens, n))).mean),
  };
};

const pick = (p: Float64Array, u: number): number => {
  let rest = u;
  const found = p.findIndex((mass) => (rest -= mass) < 0);
  return found === -1 ? p.length - 1 : found;
};
