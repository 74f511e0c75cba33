export * from "./ancestral.ts";
export * from "./ar_then_block.ts";
export * from "./arpc.ts";
export * from "./autoregressive.ts";
export * from "./block_ancestral.ts";
export * from "./left_to_right.ts";
export * from "./think.ts";
