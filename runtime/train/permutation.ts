import { fold, type Key, threefry } from "../random/mod.ts";

const ROUNDS = 4;

/**
 * A random order of 0 to n - 1 whose entries can be asked for one by one, in no memory: a Feistel network over the next power of
 * four, walked until it is below n.
 *
 * @param n At least 1, at most 2^30.
 * @returns `at(i)`, for `i` from 0 to n - 1: each number once, a function of the key and i alone.
 * @see Black and Rogaway 2002, "Ciphers with arbitrary finite domains", cycle walking.
 */
export function permutation(key: Key, n: number): (i: number) => number {
  let half = 1;
  while (4 ** half < n) { half++; }
  const low = 2 ** half - 1;
  const keys = Array.from({ length: ROUNDS }, (_, round) => fold(key, round));
  const once = (x: number): number => {
    let [left, right] = [x >>> half, x & low];
    for (const round of keys) { [left, right] = [right, left ^ (threefry(round, [right, 0])[0] & low)]; }
    return left << half | right;
  };
  return (i) => {
    let x = once(i);
    while (x >= n) { x = once(x); }
    return x;
  };
}
