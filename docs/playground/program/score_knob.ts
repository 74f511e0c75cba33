import { type Formula, type Node, printFormula, type ScoreName, scoreNames, scores } from "blockgen/dsl";
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
  "dist-confidence": "low confidence",
  "dist-margin": "low margin",
  random: "random",
};

/** The score of a stage: one of the usual ones, or its own formula as one more option. */
export const scoreSetting = (by: Formula, put: (by: Formula) => Node): Setting => {
  const options = scoreNames.map((name) => ({ value: name, text: WORDS[name], node: () => put(scores[name].formula) }));
  const known = scoreNames.find((name) => isSame(scores[name].formula, by));
  return usualSetting(named("by", "score"), known ?? null, options, { text: printFormula(by), node: put(by) });
};
