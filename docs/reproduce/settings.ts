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

/** The networks that ship, and who judges them unless another judge is named: a 5-gram of their own tokens. */
export const shippedPair = {
  masked: shippedReference("masked"),
  uniform: shippedReference("uniform"),
  judge: "pieces:kjv",
} as const;

/** Two checkpoints and who judges them. */
export type Pair = Pick<Judged, "masked" | "uniform" | "judge">;

/** Are they the networks that ship, whoever judges them? */
export const isShippedPair = ({ masked, uniform }: Pair): boolean =>
  masked === shippedPair.masked && uniform === shippedPair.uniform;

/** Two checkpoints under a judge: those that ship, unless others are named. */
export const judgedPair = (pair: Pair): Judged => ({
  name: isShippedPair(pair) ? "networks that ship" : "checkpoints",
  ...pair,
});

/** Title of the section on them, and what it says at first: only what is known of them. */
export const pairWords = (pair: Pair): readonly [title: string, says: string] => {
  if (isShippedPair(pair) && pair.judge === shippedPair.judge) {
    return [
      "(iii) The networks that ship, under an independent judge",
      "What they should have learnt is not known exactly: a 5-gram of their training text that owes them nothing judges.",
    ];
  }
  const whose = isShippedPair(pair)
    ? "The networks that ship"
    : `\`${pair.masked}\` (masked) and \`${pair.uniform}\` (uniform)`;
  return [
    `(iii) ${whose}, judged by \`${pair.judge}\``,
    "Checkpoints and judge were named on the command line: whether the judge owes the networks something is not known here.",
  ];
};

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

/** Judges that have not read the verses which are held out, as the networks that ship have not. */
const outOfSample: readonly string[] = [shippedPair.judge, underAr.judge];

/**
 * What verses that nobody was trained on have; null for judges that may have read them, and for other networks, of whose texts neither
 * the language nor the length is known.
 */
export const versesOf = async (setting: Pair, length: number): Promise<Level | null> => {
  if (!isShippedPair(setting) || !outOfSample.includes(setting.judge)) { return null; }
  const [opened, corpus] = [await openJudge(setting.judge), await loadCorpus("kjv")];
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
