import { match, P } from "ts-pattern";
import type { Process } from "../../../dsl/mod.ts";
import { evidenceOf } from "./evidence_cross_entropy.ts";
import type { LossType } from "./loss_type.ts";
import type { Noised } from "./noised.ts";

/** A loss as numbers that do not depend on the network: `weight * -ln softmax(logits + evidence * onehot(xt))[x0]`. */
export interface Weighted {
  /** 0 where the position does not count. */ readonly weight: number;
  /** Nats on the logit of the noisy token. */ readonly evidence: number;
}

const at = (weight: number, evidence = 0): Weighted => ({ weight, evidence });

/**
 * A loss at one position as a weighted cross-entropy, so that one compiled training step, fed two arrays, serves every block
 * size and objective; null for the two losses that read the whole prediction (uniform `elbo` and `low-variance`).
 *
 * @param vocabulary V, without the mask.
 */
export const weightedForm = (
  loss: LossType,
  process: Process,
  { x0, xt, alpha, slope }: Noised,
  vocabulary: number,
): Weighted | null =>
  match([loss, process] as const)
    .with(["elbo", "absorbing"], () => at(xt === x0 ? 0 : -slope / (1 - alpha)))
    // Carry-over makes visible positions certain, whatever the loss: they cost nothing.
    .with([P._, "absorbing"], () => at(xt === x0 ? 0 : 1))
    .with(["elbo", "uniform"], ["low-variance", "uniform"], () => null)
    .with(["ce", "uniform"], () => at(1))
    .with(["ce-noisy", "uniform"], () => at(xt === x0 ? 0 : 1))
    .with(["evidence", "uniform"], () => at(1, evidenceOf(alpha, vocabulary)))
    .exhaustive();
