/** 1 - 2^-n: a factor `1 - bit * SHORT` is 2^-n where the bit is 1. */
const SHORT = { 1: "0.5", 2: "0.75", 4: "0.9375", 8: "0.99609375", 16: "0.9999847412109375" } as const;

/** `into` times 2^-n if the lowest bit of the whole number `k` is set; `next` is `k` without that bit, halved. */
const bit = (n: keyof typeof SHORT, k: string, next: string, into: string): string =>
  `const ${next} = Math.floor(${k} * 0.5); ${into} = ${into} * (1 - (${k} - 2 * ${next}) * ${SHORT[n]});`;

/**
 * Statements that leave `e^x` in a new variable `e`, for `x <= 0` (below -87 it is 1e-38): for WebAssembly, whose `Math.exp` is
 * a call into JavaScript for each number, three times as slow. No table and no bits of a float are needed, and SIMD applies.
 *
 * `e^x = 2^-k * e^r` with `0 >= r > -ln 2`; float32, off by at most 6 units of 2^-24, relative (measured; the bands allow more than 30).
 */
export const expStatements = (x: string): string =>
  [
    // What rounding left a little above 0 counts as 0.
    `const y = Math.min(0, Math.max(${x}, -87));`,
    "const k = Math.floor(y * -1.4426950408889634);",
    "const r = y + k * 0.693145751953125 + k * 0.000001428606765330187;",
    "let e = 1 + r * (1 + r * (0.5 + r * (0.16666667 + r * (0.041666668 + r * (0.008333334 + r * (0.0013888889 + " +
    "r * (0.0001984127 + r * 0.0000248015)))))));",
    bit(1, "k", "k1", "e"),
    bit(2, "k1", "k2", "e"),
    bit(4, "k2", "k3", "e"),
    bit(8, "k3", "k4", "e"),
    bit(16, "k4", "k5", "e"),
    // 2^-32 and 2^-64 by repeated factors: 1 - 2^-32 is 1 in float32.
    `const k6 = Math.floor(k5 * 0.5); const f = 1 - (k5 - 2 * k6) * ${SHORT[16]}; e = e * f * f;`,
    `const g = 1 - k6 * ${SHORT[16]}; e = e * g * g * g * g;`,
  ].join("\n");
