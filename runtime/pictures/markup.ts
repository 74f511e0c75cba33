import { escape } from "../plot/escape.ts";
import { visible } from "./token_sign.ts";

/** A reader's text as markup: nothing in it can become an element, and no character acts. Blanks stay blanks. */
export const safe = (text: string): string => escape(text.split(" ").map(visible).join(" "));
