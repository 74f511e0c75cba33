/**
 * Runs programs of the language on models.
 *
 * @module
 */
export * from "./backends/mod.ts";
export * from "./checkpoints/mod.ts";
export * from "./errors.ts";
export * from "./eval/bootstrap.ts";
export * from "./eval/gsm8k/mod.ts";
export * from "./eval/likelihood/mod.ts";
export * from "./exact/mod.ts";
export * from "./model.ts";
export * from "./models/mod.ts";
export * from "./options.ts";
export * from "./random/mod.ts";
export * from "./run.ts";
export * from "./tokenizers/mod.ts";
export * from "./trace.ts";
export * from "./train/mod.ts";
