import { escape } from "../plot/escape.ts";
import { visibleWords } from "./token_sign.ts";

/** A reader's text as markup: nothing in it can become an element, and no character acts. Blanks stay blanks. */
export const safe = (text: string): string => escape(visibleWords(text));
