import type { Book } from "../books/book.ts";

/** The book that ships, loaded when it is asked for (200 kB), so that programs without it stay small. */
export const loadBook = async (): Promise<Book> => (await import("../books/mod.ts")).book;
