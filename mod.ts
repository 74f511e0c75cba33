/**
 * Samplers for discrete-diffusion language models: the language (`blockgen/dsl`) and what runs it (`blockgen/runtime`).
 *
 * @module
 */
export * from "./dsl/mod.ts";
export * from "./runtime/mod.ts";
