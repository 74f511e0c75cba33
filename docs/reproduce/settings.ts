import { windowsOf } from "../../runtime/cli/eval_samples.ts";
import { codePoints } from "../../runtime/eval/genppl/report.ts";
import { openJudge } from "../../runtime/eval/judges/open_judge_node.ts";
import { expectedBits, meanInterval, unigramEntropy } from "../../runtime/eval/metrics/mod.ts";
import { textOracle } from "../../runtime/eval/text_oracle_node.ts";
import { shippedReference } from "../../runtime/shipped/names.ts";
import { loadCorpus } from "../../runtime/train/corpora/load_node.ts";
import { splitCorpus } from "../../runtime/train/corpora/mod.ts";
import { type Reference, referenceOf } from "../quality/reference.ts";
import type { Judged } from "./scale.ts";

/** What texts without error have. */
export type Level = Pick<Reference, "bits" | "entropy">;

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

/** Two checkpoints under a judge that owes nothing to them: those that ship, unless others are named. */
export const pair = (masked: string, uniform: string, judge: string): Judged => ({
  name: masked === shippedPair.masked && uniform === shippedPair.uniform ? "networks that ship" : "checkpoints",
  masked,
  uniform,
  judge,
});

/** The networks that ship, and who judges them unless another judge is named: a 5-gram of their own tokens. */
export const shippedPair = {
  masked: shippedReference("masked"),
  uniform: shippedReference("uniform"),
  judge: "pieces:kjv",
} as const;

/** The same networks under the one that they began from, which was trained from left to right only. */
export const underAr: Judged = {
  name: "networks that ship, AR judge",
  masked: shippedPair.masked,
  uniform: shippedPair.uniform,
  judge: `checkpoint:${shippedReference("ar")}`,
};

/** What texts of the law itself have: exact bits, and their entropy. Null where no law is known. */
export const lawOf = async ({ masked, judge }: Judged, length: number): Promise<Level | null> => {
  if (!judge.startsWith("oracle")) { return null; }
  const oracle = await textOracle(judge, { process: "absorbing" });
  if (oracle._tag === "Left") { throw new Error(`the law of ${masked} must be there`); }
  return { ...referenceOf(oracle.right, length), bits: expectedBits(oracle.right, length) };
};

/** Characters of a token of the networks that ship, about: held-out verses are cut to the length of their texts. */
const charactersOfToken = 2.7;

/** What verses that nobody was trained on have under a judge of the Bible; null for other judges. */
export const versesOf = async (judge: string, length: number): Promise<Level | null> => {
  const [opened, corpus] = [await openJudge(judge), await loadCorpus("kjv")];
  if (opened._tag === "Left" || corpus._tag === "Left") { return null; }
  const verses = windowsOf(splitCorpus(corpus.right.text).validation, Math.round(length * charactersOfToken));
  const scores = await opened.right.score(verses);
  await opened.right.dispose();
  if (scores._tag === "Left") { return null; }
  const total = (of: "nats" | "characters"): number => scores.right.reduce((sum, one) => sum + one[of], 0);
  return {
    bits: total("nats") / Math.LN2 / total("characters"),
    entropy: meanInterval(verses.map((text) => unigramEntropy(codePoints(text)))),
  };
};
