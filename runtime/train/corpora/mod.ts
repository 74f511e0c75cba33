/**
 * Texts to train on.
 *
 * @module
 */
export * from "./corpus.ts";
export * from "./errors.ts";
export * from "./examples.ts";
export * from "./mini_language.ts";
export type { CorpusParts } from "./parts.ts";
