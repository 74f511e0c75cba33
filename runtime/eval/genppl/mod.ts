export { type GenPpl, genPpl, type GenPplOptions, type Sample, type TextsInterval, type TextsMean } from "./report.ts";
export type { Estimate } from "../metrics/mean_interval.ts";
