export * from "./derivative.ts";
export * from "./expression.ts";
export * from "./features.ts";
export * from "./operators.ts";
export * from "./uses.ts";
