export * from "./bundle.ts";
export * from "./flags.ts";
export * from "./page.ts";
export * from "./run.ts";
export * from "./server.ts";
