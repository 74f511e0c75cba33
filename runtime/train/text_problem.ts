import type { TrainData } from "./data.ts";
import type { TrainError } from "./errors.ts";

/**
 * Why rows of a length cannot be cut from a text, or null. Of a text a window must fit wherever a pass begins, and one row be held out;
 * examples have rows of the length that they were prepared for, at least one in each part.
 */
export const textProblem = (
  { tokens, validation, separator, rowLength }: Pick<TrainData, "tokens" | "validation" | "separator" | "rowLength">,
  length: number,
): TrainError | null => {
  if (rowLength !== undefined && rowLength !== length) { return { _tag: "OtherRows", prepared: rowLength, length }; }
  const short = (part: "train" | "validation", least: number, found: number): TrainError | null =>
    found >= least ? null : { _tag: "TextTooShort", part, least, found, length };
  const least = separator === undefined ? 2 * length - 1 : length;
  return short("train", least, tokens.length) ?? short("validation", length, validation.length);
};
