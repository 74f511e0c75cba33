import { isLeft } from "fp-ts/lib/Either.js";
import type { Program } from "../../../dsl/mod.ts";
import { describeExact, exact, type ExactOptions, type ExactResult } from "../../../runtime/exact/mod.ts";
import type { Model } from "../../../runtime/model.ts";
import { randomTable, tableOracle } from "../../../runtime/models/mod.ts";
import { precisely } from "../../support/precise.ts";

/** A joint distribution that a seed determines, as probabilities by sequence and as the model that knows it in float64. */
export const jointOf = (
  seed: number,
  { process, vocabulary, length, prediction = "loo" }: {
    readonly process: "absorbing" | "uniform";
    readonly vocabulary: number;
    readonly length: number;
    readonly prediction?: "loo" | "full";
  },
) => {
  const table = randomTable(seed, vocabulary, length, { sharpness: 1.5 });
  const sequence = (k: number) =>
    Array.from({ length }, (_, i) => Math.floor(k / vocabulary ** (length - 1 - i)) % vocabulary);
  const truth = new Map([...table].map((p, k) => [sequence(k).join(","), p]));
  const model: Model = precisely(tableOracle({ table, vocabulary, length, process, prediction }));
  return { truth, model };
};

/** The result, or an exception with the error's sentence: tests expect success. */
export const enumerated = async (program: Program, model: Model, options: ExactOptions): Promise<ExactResult> => {
  const result = await exact(program, model, { verifyNoise: "ignored", ...options });
  if (isLeft(result)) throw new Error(describeExact(result.left));
  return result.right;
};

/** Largest difference of any probability. */
export const farthest = (p: ReadonlyMap<string, number>, q: ReadonlyMap<string, number>): number =>
  Math.max(...[...p.keys(), ...q.keys()].map((key) => Math.abs((p.get(key) ?? 0) - (q.get(key) ?? 0))));
