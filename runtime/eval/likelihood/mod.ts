export * from "./bounds.ts";
export * from "./engine_scorer.ts";
export * from "./judges.ts";
export * from "./likelihood.ts";
export * from "./scorer.ts";
