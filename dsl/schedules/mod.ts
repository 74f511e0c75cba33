export * from "./cosine.ts";
export * from "./log_linear.ts";
export * from "./plateau.ts";
