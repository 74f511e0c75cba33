import type { Process } from "../../dsl/mod.ts";
import { firstSetup, sideOf } from "../playground/page/defaults.ts";
import { setupToLink } from "../playground/program/link.ts";
import type { ModelChoice } from "../playground/setup.ts";

/** The page itself, which the router of the site must leave to the browser. */
export const toPlayground = (words: string, setup = ""): string =>
  `[${words}](/playground/index.html${setup === "" ? "" : `#${setup}`}){target="_self"}`;

/** A link that opens the playground with a sampler beside ancestral sampling (beside ARPC, if it is that), on the shipped book. */
export const samplerInPlayground = (name: string, process: Process): string => {
  const book: ModelChoice = { _tag: "Book", process };
  const other = name === "block-ancestral" ? "arpc" : "block-ancestral";
  const setup = setupToLink({ ...firstSetup, sides: [sideOf(book, other), sideOf(book, name)] });
  return toPlayground(`Open it in the playground, beside ${other}`, setup);
};
