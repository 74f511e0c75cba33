import type { Formula } from "../../dsl/mod.ts";
import { printFormula } from "../../dsl/mod.ts";
import { match } from "ts-pattern";

/** What a score says about a drafted character, in words. */
export type ScoreWords = (score: number, character: string) => string;

/** Characters of a formula that a sentence can carry. */
const LONGEST_FORMULA = 40;

/** A probability for a reader: `62 %`, `0.3 %`, `under 0.1 %`. */
export const percent = (p: number): string =>
  p >= 0.9995
    ? "100 %"
    : p >= 0.0995
    ? `${(p * 100).toFixed(0)} %`
    : p >= 0.0005
    ? `${(p * 100).toFixed(1)} %`
    : "under 0.1 %";

/** The words of a score's formula: of a negative log-likelihood the probability, of most others formula and number. */
export const scoreWords = (by: Formula): ScoreWords =>
  match(by)
    .returnType<ScoreWords>()
    .with({ _tag: "Feature", of: "ar.nll" }, () => (nll, c) => `AR gives ${c} ${percent(Math.exp(-nll))}`)
    .with({ _tag: "Feature", of: "ar.gap" }, () => (gap, c) =>
      gap < 0.005
        ? `${c} is AR's first choice`
        : `AR gives ${c} ${percent(Math.exp(-gap))} of what its first choice gets`)
    .with({ _tag: "Feature", of: "ar.entropy" }, () => (nats) =>
      `AR is unsure by ${nats.toFixed(2)} nats here`)
    .with({ _tag: "Feature", of: "dist.entropy" }, () => (nats) =>
      `the prediction is unsure by ${nats.toFixed(2)} nats`)
    .with({ _tag: "Feature", of: "random" }, () => () => "the choice is random")
    .with({ _tag: "Unary", op: "negate", of: { _tag: "Feature", of: "dist.confidence" } }, () => (score) =>
      `the prediction's best token has ${percent(-score)}`)
    // Any other formula is shown as it is written: there is nothing to say of it that its text does not.
    .otherwise((formula) => {
      const printed = printFormula(formula);
      const name = printed.length <= LONGEST_FORMULA ? printed : "the score";
      return (score) =>
        `${name} is ${score.toFixed(3)}`;
    });
