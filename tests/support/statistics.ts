/** Probabilities or counts by outcome. */
export type Weights<K = string> = ReadonlyMap<K, number>;

const total = (weights: Iterable<number>): number => [...weights].reduce((sum, x) => sum + x, 0);

/** The weights, divided by their sum. */
export const normalised = <K>(weights: Weights<K>): Weights<K> => {
  const sum = total(weights.values());
  return new Map([...weights].map(([key, weight]) => [key, weight / sum]));
};

/** Total variation: half the L1 distance of two distributions, in [0, 1]. */
export const totalVariation = <K>(p: Weights<K>, q: Weights<K>): number =>
  total([...new Set([...p.keys(), ...q.keys()])].map((key) => Math.abs((p.get(key) ?? 0) - (q.get(key) ?? 0)))) / 2;

/** `-sum p ln p`, nats. */
export const entropy = <K>(p: Weights<K>): number => -total([...p.values()].map((x) => (x > 0 ? x * Math.log(x) : 0)));

/** `KL(p || q) = sum p ln(p / q)`, nats; infinite where q excludes what p allows. */
export const divergence = <K>(p: Weights<K>, q: Weights<K>): number =>
  total([...p].map(([key, x]) => (x > 0 ? x * Math.log(x / (q.get(key) ?? 0)) : 0)));

/** `sum_i H(x_i) - H(x)`, nats: what independent positions lose. Keys are tokens joined by commas. */
export const totalCorrelation = (p: Weights): number => {
  const length = [...p.keys()][0]!.split(",").length;
  const marginal = (i: number) => {
    const weights = new Map<string, number>();
    for (const [key, x] of p) {
      const token = key.split(",")[i]!;
      weights.set(token, (weights.get(token) ?? 0) + x);
    }
    return weights;
  };
  return total(Array.from({ length }, (_, i) => entropy(marginal(i)))) - entropy(p);
};

/** Expected total variation between a distribution and the histogram of `n` draws: `sum sqrt(2 p (1 - p) / (pi n)) / 2`. */
export const expectedVariation = (p: Iterable<number>, n: number): number =>
  total([...p].map((x) => Math.sqrt(2 * x * (1 - x) / (Math.PI * n)))) / 2;

const LANCZOS = [
  676.5203681218851,
  -1259.1392167224028,
  771.32342877765313,
  -176.61502916214059,
  12.507343278686905,
  -0.13857109526572012,
  9.9843695780195716e-6,
  1.5056327351493116e-7,
];

/** `ln Gamma(x)` for x > 0, by Lanczos' series (relative error about 1e-14). */
export const logGamma = (x: number): number => {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const t = x + 6.5;
  const series = LANCZOS.reduce((sum, c, i) => sum + c / (x + i), 0.99999999999980993);
  return Math.log(2 * Math.PI) / 2 + (x - 0.5) * Math.log(t) - t + Math.log(series);
};

/** Regularised lower incomplete gamma by its power series, for `x < a + 1`. */
const lowerSeries = (a: number, x: number): number => {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; Math.abs(term) > Math.abs(sum) * 1e-16; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum * Math.exp(-x + a * Math.log(x) - logGamma(a));
};

/** Regularised upper incomplete gamma by its continued fraction (Lentz), for `x >= a + 1`. */
const upperFraction = (a: number, x: number): number => {
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let h = d;
  for (let i = 1, change = 0; i < 10000 && Math.abs(change - 1) > 1e-15; i++) {
    const an = -i * (i - a);
    b += 2;
    d = 1 / (an * d + b || tiny);
    c = b + an / c || tiny;
    change = d * c;
    h *= change;
  }
  return h * Math.exp(-x + a * Math.log(x) - logGamma(a));
};

/** Probability that a chi-square variable with `df` degrees of freedom is at least `x`. */
export const chiSquareSurvival = (x: number, df: number): number => {
  if (df <= 0 || x <= 0) return 1;
  const a = df / 2;
  return x / 2 < a + 1 ? 1 - lowerSeries(a, x / 2) : upperFraction(a, x / 2);
};

/** A goodness-of-fit test: the statistic, its degrees of freedom, and how likely one as large is by chance. */
export interface Fit {
  readonly statistic: number;
  readonly df: number;
  readonly p: number;
}

/** Outcomes with an expected count below `least`, the rarest first, are pooled until every cell expects at least that much. */
const pooled = (cells: readonly (readonly [observed: number, expected: number])[], least: number) => {
  const sorted = [...cells].sort((a, b) => a[1] - b[1]);
  const kept: (readonly [number, number])[] = [];
  let pool: readonly [number, number] = [0, 0];
  for (const [observed, expected] of sorted) {
    if (expected >= least && (pool[1] === 0 || pool[1] >= least)) kept.push([observed, expected]);
    else pool = [pool[0] + observed, pool[1] + expected];
  }
  return pool[1] > 0 ? [...kept, pool] : kept;
};

/**
 * G-test of counts against a distribution: `G = 2 sum O ln(O / E)`, chi-square with one degree less than there are cells.
 *
 * Cells that expect fewer than 5 are pooled. An outcome that the distribution excludes gives p = 0 at once.
 */
export const gTest = <K>(counts: Weights<K>, expected: Weights<K>, least = 5): Fit => {
  const n = total(counts.values());
  const impossible = [...counts].some(([key, count]) => count > 0 && !((expected.get(key) ?? 0) > 0));
  if (impossible) return { statistic: Infinity, df: 0, p: 0 };
  const cells = pooled([...normalised(expected)].map(([key, x]) => [counts.get(key) ?? 0, n * x] as const), least);
  const statistic = 2 * total(cells.map(([o, e]) => (o > 0 ? o * Math.log(o / e) : 0)));
  const df = cells.length - 1;
  return { statistic, df, p: chiSquareSurvival(statistic, df) };
};

/**
 * Holm's step-down procedure: which hypotheses of a family fall, with a false-alarm rate of the whole family of at most `rate`,
 * however the tests depend on each other.
 */
export const holm = (ps: readonly number[], rate: number): readonly boolean[] => {
  const order = ps.map((_, i) => i).sort((a, b) => ps[a]! - ps[b]!);
  const stays = order.findIndex((i, rank) => ps[i]! > rate / (ps.length - rank));
  const fallen = new Set(stays === -1 ? order : order.slice(0, stays));
  return ps.map((_, i) => fallen.has(i));
};
