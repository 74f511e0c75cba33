import type { Tokenizer } from "../model.ts";
import { plainText } from "./fold_text.ts";

/** What `decode` writes for a token without a character, such as the mask. */
export const placeholder = "\u2592";

/**
 * One token a character: token k is `symbols[k]`.
 *
 * A character that is not among them is read as its plain or lower-case form if that is (see `foldText`); otherwise
 * `encode` reports it with its index in the string. `decode` writes `placeholder` for other numbers.
 *
 * @example
 * ```ts
 * import { deepStrictEqual, strictEqual } from "node:assert/strict";
 * import { characterTokenizer } from "blockgen/runtime";
 *
 * const letters = characterTokenizer(["a", "b"]);
 * deepStrictEqual(letters.encode("abA"), { tokens: [0, 1, 0] });
 * deepStrictEqual(letters.encode("ab?"), { unknown: "?", at: 2 });
 * strictEqual(letters.decode([1, 0]), "ba");
 * ```
 */
export function characterTokenizer(symbols: readonly string[]): Tokenizer {
  const ids = new Map(symbols.map((symbol, id) => [symbol, id]));
  const encode: Tokenizer["encode"] = (text) => {
    const tokens: number[] = [];
    let at = 0;
    for (const character of text) {
      const found = lookUp(ids, character);
      if (found === undefined) { return { unknown: character, at }; }
      tokens.push(...found);
      at += character.length;
    }
    return { tokens };
  };
  return { encode, decode: (tokens) => Array.from(tokens, (token) => symbols[token] ?? placeholder).join("") };
}

/** The tokens of the first form of a character that has them all; a sign can become several, an ellipsis three dots. */
function lookUp(ids: ReadonlyMap<string, number>, character: string): readonly number[] | undefined {
  const exact = ids.get(character);
  if (exact !== undefined) { return [exact]; }
  const plain = plainText(character);
  return [character.toLowerCase(), plain, plain.toLowerCase()]
    .map((form) => Array.from(form, (c) => ids.get(c)))
    .find((tokens): tokens is number[] => tokens.length > 0 && tokens.every((token) => token !== undefined));
}
