export * from "./errors.ts";
export * from "./exact.ts";
export * from "./precise.ts";
