import { uniform } from "../random/mod.ts";
import { stepKey } from "./random_place.ts";

/** A share of training for one block size. */
export interface BlockShare {
  /** Tokens in a block, at least 1. */ readonly size: number;
  /** More than 0. */ readonly weight: number;
}

/** Which block sizes are trained, and how much. */
export type Mixture = readonly BlockShare[];

/** How a batch gets its block sizes: in fixed shares of its rows, or one for all rows, drawn anew for each step as BlockGen does. */
export type Mixing = "stratified" | "drawn";

/** Fractional parts of its multiples fill [0, 1) more evenly than those of any other number. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

const sharesOf = (mixture: Mixture): readonly number[] => {
  const total = mixture.reduce((sum, { weight }) => sum + weight, 0);
  return mixture.map(({ weight }) => weight / total);
};

/**
 * Rows for each block size in one batch: the whole part of `rows * weight`, and the rows that are left by largest remainder in
 * rotation, so that over many steps every size gets its exact share and no batch is more than one row off.
 */
export function rowsOf(mixture: Mixture, rows: number, step: number): readonly number[] {
  const quotas = sharesOf(mixture).map((share) => share * rows);
  // A quota that rounding left just below a whole number is that number.
  const whole = quotas.map((quota) => Math.floor(quota + 1e-9));
  const left = rows - whole.reduce((sum, n) => sum + n, 0);
  const turn = (step * GOLDEN) % 1;
  let reached = 0;
  return whole.map((n, i) => {
    const from = reached;
    reached += Math.max(0, quotas[i] - whole[i]);
    const end = i === whole.length - 1 ? left : reached;
    return n + Math.ceil(end - turn) - Math.ceil(from - turn);
  });
}

/** The block size of the whole batch, drawn by weight: a function of seed and step. */
export function drawnSize(mixture: Mixture, seed: number, step: number): number {
  const u = uniform(stepKey(seed, step, "blockSize"), 0);
  let reached = 0;
  const found = sharesOf(mixture).findIndex((share) => u < (reached += share));
  return mixture.at(found)!.size;
}

/** The block size of each row of a batch; a function of seed and step. Stratified batches list equal sizes side by side. */
export const blockSizes = (mixture: Mixture, mixing: Mixing, rows: number, seed: number, step: number): number[] =>
  mixing === "drawn"
    ? Array.from({ length: rows }, () => drawnSize(mixture, seed, step))
    : rowsOf(mixture, rows, step).flatMap((n, i) => Array.from({ length: n }, () => mixture[i].size));
