export { type GenPpl, genPpl, type GenPplOptions, type Sample } from "./report.ts";
export type { Estimate } from "../metrics/mean_interval.ts";
