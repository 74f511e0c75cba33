import { book } from "../../runtime/books/mod.ts";
import { chunks } from "./chunks.ts";

(globalThis as unknown as Record<string, string>)[chunks.book.global] = book.text;
