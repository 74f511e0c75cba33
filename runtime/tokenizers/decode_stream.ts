import type { Tokenizer } from "../model.ts";

/** Text that grows token by token. */
export interface DecodeStream {
  /** Takes the next token; the text so far that no later token can change. */ readonly push: (token: number) => string;
  /** The whole text; bytes that were left incomplete show as U+FFFD. */ readonly end: () => string;
}

/** A tokenizer whose tokens are bytes, so that a character can span several. */
export interface ByteTokenizer extends Tokenizer {
  /** The UTF-8 bytes of a token. */ readonly bytes: (token: number) => Uint8Array;
}

/**
 * Decodes tokens that arrive one by one; a character is shown when its last byte is there, never a broken one.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { characterTokenizer, decodeStream } from "blockgen/runtime";
 *
 * const stream = decodeStream(characterTokenizer(["a", "b"]));
 * stream.push(1);
 * strictEqual(stream.push(0), "ba");
 * strictEqual(stream.end(), "ba");
 * ```
 */
export function decodeStream(tokenizer: Tokenizer | ByteTokenizer): DecodeStream {
  return "bytes" in tokenizer ? byteStream(tokenizer.bytes) : pieceStream(tokenizer);
}

function byteStream(bytes: ByteTokenizer["bytes"]): DecodeStream {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let text = "";
  return {
    push: (token) => text += decoder.decode(bytes(token), { stream: true }),
    end: () => text += decoder.decode(),
  };
}

function pieceStream(tokenizer: Tokenizer): DecodeStream {
  let text = "";
  return { push: (token) => text += tokenizer.decode([token]), end: () => text };
}

/** The text of all tokens of a byte tokenizer. */
export function decodeBytes(bytes: ByteTokenizer["bytes"], tokens: readonly number[]): string {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  return Array.from(tokens, (token) => decoder.decode(bytes(token), { stream: true })).join("") + decoder.decode();
}
