export * from "./block_dit.ts";
export * from "./calls.ts";
export * from "./config.ts";
export * from "./engine.ts";
export * from "./feed.ts";
export * from "./host/engine.ts";
export * from "./ops.ts";
