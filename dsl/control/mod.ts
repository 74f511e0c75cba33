export * from "./blocks.ts";
export * from "./denoise.ts";
export * from "./fragment.ts";
export * from "./guided.ts";
export * from "./named.ts";
export * from "./repeat.ts";
export * from "./sequence.ts";
export * from "./until.ts";
