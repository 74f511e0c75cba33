import { dist, drafted, type Formula, type Node, printFormula, type ScoreName, scoreNames, scores } from "blockgen/dsl";
import { isSame } from "../../../dsl/interpreters/canonical.ts";
import { named, type Setting, usualSetting } from "./knob.ts";

/** The usual scores for a reader. */
const WORDS: { readonly [K in ScoreName]: string } = {
  nll: "AR surprise (ar.nll)",
  gap: "AR gap to its best token (ar.gap)",
  entropy: "AR entropy",
  kl: "KL(AR || prediction)",
  "reverse-kl": "KL(prediction || AR)",
  tv: "total variation of AR and prediction",
  "dist-entropy": "entropy of the prediction",
  "dist-confidence": "low confidence of the prediction",
  "dist-margin": "low margin of the prediction",
  random: "random",
};

/** A score by its name in a form. */
interface NamedScore {
  readonly value: string;
  readonly text: string;
  readonly by: Formula;
}

const bad: readonly NamedScore[] = scoreNames.map((value) => ({
  value,
  text: WORDS[value],
  by: scores[value].formula,
}));
/** High where a draft is good: `write` takes the best, where a corrector makes the worst noise. */
const good: readonly NamedScore[] = [
  { value: "draft", text: "probability of the draft", by: drafted.probability.formula },
  { value: "confidence", text: "confidence of the prediction", by: dist.confidence.formula },
];

const settingAmong = (all: readonly NamedScore[], by: Formula, put: (by: Formula) => Node): Setting => {
  const options = all.map((one) => ({ value: one.value, text: one.text, node: () => put(one.by) }));
  const known = all.find((one) => isSame(one.by, by))?.value ?? null;
  return usualSetting(named("by", "score"), known, options, { text: printFormula(by), node: put(by) });
};

/** The score of a stage: one of the usual ones, or its own formula as one more option. */
export const scoreSetting = (by: Formula, put: (by: Formula) => Node): Setting =>
  settingAmong([...good, ...bad], by, put);

/** The score of a corrector, which is high where a draft is bad. */
export const correctorScoreSetting = (by: Formula, put: (by: Formula) => Node): Setting => settingAmong(bad, by, put);
