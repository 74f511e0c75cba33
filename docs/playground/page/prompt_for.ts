import { beginning } from "../lessons/setups.ts";
import type { Setup } from "../setup.ts";
import { bookPrompt } from "./defaults.ts";

/** What the page opens with, and what lessons do. */
const OF_BOOK: readonly string[] = [bookPrompt, beginning];

/** The prompt for the models of a setup: those of the book have characters that another text may lack. */
export const promptFor = ({ prompt, sides, lesson }: Setup): string => {
  const own = sides.some(({ model }) => model._tag === "Text");
  if (own) { return OF_BOOK.includes(prompt) ? "" : prompt; }
  if (prompt !== "") { return prompt; }
  return lesson === null ? bookPrompt : beginning;
};
