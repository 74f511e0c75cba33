export * from "./bounds.ts";
export * from "./likelihood.ts";
export * from "./scorer.ts";
