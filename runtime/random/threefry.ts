/** Two 32-bit words, each from 0 to 2^32 - 1. */
export type Words = readonly [number, number];

const ROTATIONS = [13, 15, 26, 6, 17, 29, 16, 24] as const;
const PARITY = 0x1bd11bda;

const rotate = (x: number, by: number): number => (x << by) | (x >>> (32 - by));

/**
 * Threefry-2x32 with 20 rounds: a bijection of the 64-bit counter for each 64-bit key, good enough to be used as random bits.
 *
 * Only additions, rotations and exclusive ors of 32-bit words, so that every engine gives the same words.
 *
 * @see Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3" (Random123), whose test vectors are in the tests.
 *
 * @example The first of the published test vectors
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { threefry } from "blockgen/runtime";
 *
 * deepStrictEqual(threefry([0, 0], [0, 0]), [0x6b200159, 0x99ba4efe]);
 * ```
 */
export const threefry = (key: Words, counter: Words): Words => {
  const words = [key[0] | 0, key[1] | 0, key[0] ^ key[1] ^ PARITY];
  let x0 = (counter[0] + words[0]!) | 0;
  let x1 = (counter[1] + words[1]!) | 0;
  for (let round = 0; round < 20; round++) {
    x0 = (x0 + x1) | 0;
    x1 = rotate(x1, ROTATIONS[round % 8]!) ^ x0;
    if (round % 4 === 3) {
      const group = (round >> 2) + 1;
      x0 = (x0 + words[group % 3]!) | 0;
      x1 = (x1 + words[(group + 1) % 3]! + group) | 0;
    }
  }
  return [x0 >>> 0, x1 >>> 0];
};
