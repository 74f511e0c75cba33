/**
 * Runs programs of the language on models.
 *
 * @module
 */
export * from "./errors.ts";
export * from "./model.ts";
export * from "./models/mod.ts";
