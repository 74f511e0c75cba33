/**
 * Models that ship with the package.
 *
 * @module
 */
export * from "./model_from_files.ts";
export {
  bibleNames,
  isShippedName,
  type ShippedName,
  shippedNames,
  shippedPrefix,
  shippedReference,
  wordNames,
} from "./names.ts";
export * from "./shipped_model.ts";
