export { describeExact, type ExactError } from "./errors.ts";
export * from "./exact.ts";
export { isPrecise, type PreciseLogits, type PreciseSession } from "./precise.ts";
export type { VerifyNoise } from "./predictions.ts";
