export { type GenPpl, genPpl, type GenPplOptions, type Sample } from "./report.ts";
