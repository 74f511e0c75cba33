import { threefry, type Words } from "./threefry.ts";

/**
 * Where a random number belongs. A key is folded from seed, sample, block, the counters of all enclosing loops, and a stage's
 * tag with its ordinal; position and lane come last. Numbers depend on their place only, never on the order of drawing.
 */
export type Key = Words;

/** FNV-1a of a name, 32 bits: names in keys. */
export const hashName = (name: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) {
    hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
};

/** The key of a sample of a seed: seeds are whole numbers from 0 to 2^53 - 1. */
export const sampleKey = (seed: number, sample: number): Key =>
  threefry([seed >>> 0, Math.floor(seed / 2 ** 32) >>> 0], [sample >>> 0, Math.floor(sample / 2 ** 32) >>> 0]);

/** A key one level deeper: `part` is a counter or a hashed name, `ordinal` tells equal parts of one body apart. */
export const fold = (key: Key, part: number, ordinal = 0): Key => threefry(key, [part >>> 0, ordinal >>> 0]);

/** A uniform number in [0, 1), a multiple of 2^-24, exact in float32. */
export const uniform = (key: Key, position: number, lane = 0): number =>
  (threefry(key, [position >>> 0, lane >>> 0])[0] >>> 8) * 2 ** -24;

/** A whole number from 0 to `n - 1`, each as likely as 32 bits allow. */
export const below = (n: number, key: Key, position: number, lane = 0): number =>
  Math.floor(threefry(key, [position >>> 0, lane >>> 0])[1] * n / 2 ** 32);
