import { match, P } from "ts-pattern";
import type { Prediction, Process } from "../../../dsl/mod.ts";
import { crossEntropy, crossEntropyNoisy } from "./cross_entropy.ts";
import { evidenceCrossEntropy } from "./evidence_cross_entropy.ts";
import { isPureNoise, lossAt, type LossChoice, type LossType } from "./loss_type.ts";
import { maskedElbo, maskedElboLowVariance } from "./masked_elbo.ts";
import type { PositionLoss } from "./noised.ts";
import { uniformElbo, uniformElboLowVariance } from "./uniform_elbo.ts";

/** The loss of one position, float64, of post-processed predictions. A mask is all the evidence there is: `evidence` is `ce` there. */
export const objectiveOf = (loss: LossType, process: Process): PositionLoss =>
  match([loss, process] as const)
    .with(["elbo", "absorbing"], () => maskedElbo)
    .with(["elbo", "uniform"], () => uniformElbo)
    .with(["low-variance", "absorbing"], () => maskedElboLowVariance)
    .with(["low-variance", "uniform"], () => uniformElboLowVariance)
    .with(["evidence", "uniform"], () => evidenceCrossEntropy)
    .with(["ce", P._], ["evidence", "absorbing"], () => crossEntropy)
    .with(["ce-noisy", P._], () => crossEntropyNoisy)
    .exhaustive();

/**
 * What a network's predictions mean at the optimum of a loss (samplers guide, section 3). For absorbing noise it learns masked
 * positions, where `full` and `loo` agree. `ce-noisy` zeroes the current token and `low-variance` has another optimum: `unknown`.
 */
export const predictionOf = (loss: LossType, process: Process): Prediction =>
  match([loss, process] as const)
    .with([P._, "absorbing"], ["elbo", "uniform"], ["evidence", "uniform"], () => "loo" as const)
    .with(["ce", "uniform"], () => "full" as const)
    .with(["ce-noisy", "uniform"], ["low-variance", "uniform"], () => "unknown" as const)
    .exhaustive();

/** What the predictions of a network mean that is trained on several block sizes; pure noise leaves no evidence to count, so it fits both. */
export function predictionOfMixture(
  choice: LossChoice & { readonly process: Process; readonly pureNoise: readonly number[] },
  sizes: readonly number[],
): Prediction {
  const noisy = sizes.filter((size) => !isPureNoise(choice.pureNoise, size, "train"));
  const kinds = new Set(noisy.map((size) => predictionOf(lossAt(choice, size, "train"), choice.process)));
  const [kind = "loo"] = kinds;
  return kinds.size > 1 ? "unknown" : kind;
}
