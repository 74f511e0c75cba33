/**
 * The number that 16 bits stand for in IEEE 754 half precision: 1 sign, 5 exponent, 10 fraction bits.
 *
 * @param bits 0 to 65535.
 * @returns Exact; infinities and NaN included: `0x3e00` is 1.5.
 */
export const fromHalf = (bits: number): number => {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 0x3ff;
  if (exponent === 31) { return fraction === 0 ? sign * Infinity : NaN; }
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25);
};

/** The half-precision bits nearest to a number, ties to even; beyond 65504 (and half a step) infinite. */
export const toHalf = (value: number): number => {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.abs(value);
  if (Number.isNaN(size)) { return 0x7e00; }
  // From 65520 on, halfway to the next power of two, the nearest half is infinite.
  if (size >= 65520) { return sign | 0x7c00; }
  const exponent = Math.max(exponentOf(size), -14);
  // In units of the last place; a carry into 2048 runs over into the exponent, which is what it should do.
  const units = roundToEven(size * UNITS[exponent + 14]);
  return sign | (units + (exponent + 14) * 1024);
};

/** `floor(log2(x))` of a finite `x`, from its own bits; very small for 0. */
const exponentOf = (x: number): number => {
  SCRATCH.setFloat64(0, x);
  return (SCRATCH.getUint16(0) >> 4) - 1023;
};
const SCRATCH = new DataView(new ArrayBuffer(8));

/** Powers `2^(10 - e)` for the exponents `e` of normal halves, -14 to 15: units in the last place. */
const UNITS = Float64Array.from({ length: 30 }, (_, i) => 2 ** (24 - i));

const roundToEven = (x: number): number => {
  const below = Math.floor(x);
  const rest = x - below;
  return rest > 0.5 || (rest === 0.5 && below % 2 === 1) ? below + 1 : below;
};
