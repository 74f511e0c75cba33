/** `e^x = e^-n * e^-(j / STEPS) * e^r` with `|r| <= 1 / (2 STEPS)`: splitting off multiples of a power of 2 rounds nothing. */
const STEPS = 2048;
const LEAST = -708;

/** Binary places of the tables' arithmetic. */
const PLACES = 160;

/**
 * `e^-(i / steps)` for `i < count`, correctly rounded, whatever the engine's own `exp` and `pow` do: each is the one before times the
 * first, in whole numbers of `2^-(PLACES + doublings)`.
 */
const falling = (steps: number, count: number): Float64Array => {
  const one = 1n << BigInt(PLACES);
  let ratio = 0n;
  for (let term = one, n = 1; term !== 0n; n++) { [ratio, term] = [ratio + term, -term / BigInt(n * steps)]; }
  let [next, doublings] = [one, 0];
  return Float64Array.from({ length: count }, () => {
    const rounded = Number(next) * 2 ** -PLACES * 2 ** -doublings;
    next = next * ratio >> BigInt(PLACES);
    for (; next < one >> 1n; doublings++) { next <<= 1n; }
    return rounded;
  });
};

const wholes = falling(1, 1 - LEAST);
const parts = falling(STEPS, STEPS);
/** Half, and what makes up for the fourth power of `r`, which is left out. */
const HALF = 0.5 + 0.8284 / (24 * (2 * STEPS) ** 2);

/**
 * `e^x` for `x <= 0` in float64, off by at most 4 units of 2^-53, relative; below -708 it is 0.
 *
 * Softmax is most of what a sampler computes, and this is several times as fast as `Math.exp`. Only additions and products of float64
 * and tables that whole numbers make: every JavaScript engine gives the same number. NaN is a bug of the caller.
 *
 * @see Tang 1989, "Table-driven implementation of the exponential function in IEEE floating-point arithmetic".
 */
export const expOfNegative = (x: number): number => {
  if (x < LEAST) { return 0; }
  const k = (0.5 - x * STEPS) | 0;
  const r = x + k * (1 / STEPS);
  const part = parts[k & (STEPS - 1)]!;
  return (part + part * (r + r * r * (HALF + r * (1 / 6)))) * wholes[k >> 11]!;
};
