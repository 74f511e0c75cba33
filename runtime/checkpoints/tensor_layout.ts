import { type Either, left, right } from "fp-ts/lib/Either.js";
import type { FormatError } from "./format_error.ts";
import type { TensorEntry } from "./tensor_entry.ts";

/**
 * Entries in the order of their bytes, when these fill the data exactly: no overlap, no hole, nothing behind the last.
 *
 * The format asks for it, so that a file cannot hide anything or be read as two formats at once.
 */
export const checkLayout = (
  entries: readonly TensorEntry[],
  available: number,
): Either<FormatError, readonly TensorEntry[]> => {
  // Empty tensors first, else they would seem to lie inside of the tensor that begins at the same byte.
  const sorted = [...entries].sort((a, b) => a.from - b.from || a.to - b.to);
  let end = 0;
  let previous = "";
  for (const { name, from, to } of sorted) {
    if (to > available) { return left({ _tag: "OutOfRange", tensor: name, to, available }); }
    if (from < end) { return left({ _tag: "Overlap", tensor: name, other: previous, from }); }
    if (from > end) { return left({ _tag: "Hole", tensor: name, from: end, to: from }); }
    [end, previous] = [to, name];
  }
  return end === available ? right(sorted) : left({ _tag: "Trailing", tensor: previous, from: end, available });
};
