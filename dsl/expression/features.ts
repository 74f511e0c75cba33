import { type Expression, expression, type Feature, type Features, type StepVariable } from "./expression.ts";

const feature = <F extends Feature>(of: F): Expression<Features[F], "position"> => expression({ _tag: "Feature", of });
const variable = (of: StepVariable): Expression => expression({ _tag: "Step", of });

/** Of the diffusion prediction: see `Features` for the formulas. */
export const dist = {
  entropy: feature("dist.entropy"),
  confidence: feature("dist.confidence"),
  margin: feature("dist.margin"),
  argmax: feature("dist.argmax"),
  current: feature("dist.current"),
} as const;

/** Of the drafted tokens. */
export const drafted = { probability: feature("draft.probability"), changed: feature("draft.changed") } as const;

/** Of the AR prediction over the draft: each of them makes `correct` verify, one more NFE. */
export const ar = { nll: feature("ar.nll"), gap: feature("ar.gap"), entropy: feature("ar.entropy") } as const;

/** Between the AR and the diffusion prediction; they verify too. */
export const divergence = {
  kl: feature("divergence.kl"),
  reverseKl: feature("divergence.reverseKl"),
  tv: feature("divergence.tv"),
} as const;

/** 1 at the chosen positions. */ export const picked = feature("picked");
/** 1 at a mask. */ export const masked = feature("masked");
/** 1 where the caller fixed the token. */ export const frozen = feature("frozen");
/** Position in the sequence. */ export const position = feature("position");
/** Position in the block. */ export const index = feature("index");
/** A fresh uniform number, drawn once a position. */ export const random = feature("random");

/** Index of this update, from 0. */ export const step = variable("step");
/** Number of updates. */ export const steps = variable("steps");
/** Signal level now. */ export const alphaT = variable("alphaT");
/** Signal level after this step. */ export const alphaS = variable("alphaS");
/** Number of positions of the block. */ export const blockSize = variable("blockSize");
/** Number of real tokens. */ export const vocabulary = variable("vocabulary");
/** Time, 1 = noise, 0 = clean; for schedules only. */ export const t = variable("t");

/** A number a position that lives across the steps of a block; 0 when the block starts. */
export const memory = (name: string): Expression<never, "position"> => expression({ _tag: "Memory", name });
