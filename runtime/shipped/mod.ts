/**
 * Models that ship with the package.
 *
 * @module
 */
export * from "./model_from_files.ts";
export { isShippedName, type ShippedName, shippedNames, shippedPrefix, shippedReference } from "./names.ts";
export * from "./shipped_model.ts";
