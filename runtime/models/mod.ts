/**
 * Models that ship: exact oracles of a table or a text, and models from plain functions.
 *
 * @module
 */
export * from "./character_tokenizer.ts";
export * from "./fold_text.ts";
export * from "./function.ts";
export * from "./load_book.ts";
export * from "./markov_oracle.ts";
export * from "./oracle.ts";
export * from "./random_table.ts";
export * from "./row_session.ts";
export * from "./table_oracle.ts";
export type { Book } from "../books/book.ts";
