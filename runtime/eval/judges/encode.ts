import { type Either, left, right } from "fp-ts/lib/Either.js";
import type { Tokenizer } from "../../model.ts";
import type { JudgeError } from "./judge_error.ts";

/** Each text in the judge's own tokens, or the first text that has none for some character. */
export const encodeTexts = (
  judge: string,
  tokenizer: Pick<Tokenizer, "encode">,
  texts: readonly string[],
): Either<JudgeError, readonly (readonly number[])[]> => {
  const encoded: (readonly number[])[] = [];
  for (const [text, characters] of texts.entries()) {
    const read = tokenizer.encode(characters);
    if (!("tokens" in read)) { return left({ _tag: "Unreadable", judge, text, character: read.unknown, at: read.at }); }
    encoded.push(read.tokens);
  }
  return right(encoded);
};
