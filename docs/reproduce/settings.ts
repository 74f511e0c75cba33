import { expectedBits } from "../../runtime/eval/metrics/mod.ts";
import { textOracle } from "../../runtime/eval/text_oracle_node.ts";
import { type Reference, referenceOf } from "../quality/reference.ts";
import type { Judged } from "./scale.ts";

/** The exact oracle of the book: all error is the sampler's. */
export const exact: Judged = { name: "exact book", masked: "oracle", uniform: "oracle", judge: "oracle" };

/** The exact oracle of the small language that the networks are trained on. */
export const exactMini: Judged = {
  name: "exact small language",
  masked: "oracle:mini",
  uniform: "oracle:mini",
  judge: "oracle:mini",
};

/** Networks trained on text of that language, judged by the language itself. */
export const trained = (masked: string, uniform: string): Judged => ({
  name: "networks on it",
  masked,
  uniform,
  judge: "oracle:mini",
});

/** Any two checkpoints under a judge that owes nothing to them. */
export const pair = (masked: string, uniform: string, judge: string): Judged => ({
  name: "checkpoints",
  masked,
  uniform,
  judge,
});

/** What texts of the law itself have: exact bits, and their entropy. Null where no law is known. */
export const lawOf = async ({ masked, judge }: Judged, length: number): Promise<Reference | null> => {
  if (!judge.startsWith("oracle")) { return null; }
  const oracle = await textOracle(judge, { process: "absorbing" });
  if (oracle._tag === "Left") { throw new Error(`the law of ${masked} must be there`); }
  return { ...referenceOf(oracle.right, length), bits: expectedBits(oracle.right, length) };
};
