import { ar, dist, divergence, type Expression, negate, type Per, random } from "../../dsl/mod.ts";
import type { Readable } from "../../dsl/mod.ts";

const metrics: Readonly<Record<string, Readonly<Record<string, Expression<Readable, Per>>>>> = {
  divergence: { kld: divergence.kl, reverse_kld: divergence.reverseKl, tvd: divergence.tv },
  diffusion_metric: { entropy: dist.entropy, confidence: negate(dist.confidence), margin: negate(dist.margin) },
  ar_metric: { nll: ar.nll, gap_to_top1: ar.gap, entropy: ar.entropy },
};

/** The score that golden data calls by a mode and a metric: positions with the highest are noised again; null if it is unknown. */
export const arpcScore = (mode: string, metric: string): Expression<Readable, Per> | null =>
  mode === "random" ? random : metrics[mode]?.[metric] ?? null;
