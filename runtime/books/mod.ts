/**
 * The book that ships. Import it dynamically (`loadBook` does), so that programs without it stay small.
 *
 * @module
 */
export type { Book } from "./book.ts";
export { book } from "./default_book.ts";
