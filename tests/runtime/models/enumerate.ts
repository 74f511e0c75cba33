import type { Process } from "../../../dsl/mod.ts";
import { sequenceAt } from "../../../runtime/models/mod.ts";

/** A question to an oracle, as the tests enumerate it. */
export interface Question {
  readonly context: readonly number[];
  readonly noisy: readonly number[];
  readonly frozen: readonly number[];
  readonly alpha: number;
  readonly conditional?: boolean;
}

/** `p(x_t = token | x0 = v)`, written out. */
export function forward(process: Process, V: number, token: number, v: number, alpha: number, frozen: boolean): number {
  if (frozen) { return token === v ? 1 : 0; }
  if (process === "uniform") { return (token === v ? alpha : 0) + (1 - alpha) / V; }
  return token === V ? 1 - alpha : token === v ? alpha : 0;
}

/**
 * Marginals of the clean block by summing the table over all sequences; `[position][v]`, 0 everywhere if the evidence
 * is impossible.
 */
export function enumerate(
  table: Float64Array,
  process: Process,
  V: number,
  L: number,
  asked: Question,
  kind: "full" | "loo",
): number[][] {
  const { context, noisy, frozen, alpha, conditional = true } = asked;
  const sums = noisy.map(() => Array.from({ length: V }, () => 0));
  table.forEach((p, index) => {
    const x = sequenceAt(index, V, L);
    if (conditional && context.some((token, i) => x[i] !== token)) { return; }
    const seen = noisy.map((token, i) => forward(process, V, token, x[context.length + i], alpha, frozen[i] === 1));
    noisy.forEach((_, i) => {
      const others = seen.reduce((product, e, j) => kind === "loo" && j === i ? product : product * e, 1);
      sums[i][x[context.length + i]] += p * others;
    });
  });
  return sums.map((row) => {
    const total = row.reduce((a, b) => a + b, 0);
    return row.map((w) => total > 0 ? w / total : 0);
  });
}

/**
 * All questions that can be asked of sequences of length L: every context, block length, noisy block, and frozen
 * pattern of real tokens.
 */
export function* questions(
  process: Process,
  V: number,
  L: number,
  alphas: readonly number[],
  start: number,
  size: number,
): Generator<Question> {
  const letters = process === "absorbing" ? V + 1 : V;
  for (let c = 0; c < V ** start; c++) {
    for (let b = 0; b < letters ** size; b++) {
      const noisy = sequenceAt(b, letters, size);
      for (let f = 0; f < 2 ** size; f++) {
        const frozen = sequenceAt(f, 2, size);
        if (noisy.some((token, i) => token === V && frozen[i] === 1)) { continue; }
        for (const alpha of alphas) { yield { context: sequenceAt(c, V, start), noisy, frozen, alpha }; }
      }
    }
  }
  if (start + size > L) { throw new Error("a block cannot end behind the sequence"); }
}

/** Largest distance between a flat and a nested array. */
export const distance = (flat: ArrayLike<number>, nested: readonly (readonly number[])[]): number =>
  nested.flat().reduce((worst, p, k) => Math.max(worst, Math.abs(p - flat[k])), 0);
