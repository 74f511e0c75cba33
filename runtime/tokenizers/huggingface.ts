import { type Either, isLeft, left, right } from "fp-ts/lib/Either.js";
import type { Tokenizer } from "../model.ts";
import { placeholder } from "../models/character_tokenizer.ts";
import { reasonOf } from "../thrown.ts";
import { bytesOfPiece } from "./byte_level.ts";
import { type ByteTokenizer, decodeBytes } from "./decode_stream.ts";
import type { TokenizerError } from "./errors.ts";
import { type HuggingFaceJson, readHuggingFaceConfig, readHuggingFaceJson } from "./huggingface_files.ts";
import { type SpecialTokens, specialTokens } from "./special_tokens.ts";

/** A tokenizer of a published model. */
export interface HuggingFaceTokenizer extends ByteTokenizer {
  /** One more than the largest token. */ readonly vocabulary: number;
  /** Tokens that are no text; `encode` adds none of its own, and reads their names in a text as them. */
  readonly special: SpecialTokens;
}

/** The parsed JSON of a model's files. */
export interface HuggingFaceFiles {
  /** tokenizer.json */ readonly tokenizer: unknown;
  /** tokenizer_config.json, for the parts of special tokens. */ readonly config?: unknown;
}

const LIBRARY = "@huggingface/tokenizers";

/** What is used of the library. */
interface Encoder {
  encode(text: string, options: { add_special_tokens: boolean }): { ids: (number | undefined)[] };
}

/**
 * A byte-level BPE tokenizer from the files of a model of the GPT-2 or SmolLM family, encoded by the optional
 * `@huggingface/tokenizers`, which is loaded here.
 *
 * `decode` is exact: `decode(encode(text)) = text` where the file has no normalizer and all bytes have tokens; spaces
 * before punctuation stay. Bytes that are no UTF-8 become U+FFFD, numbers that are no tokens a placeholder.
 *
 * Errors: `Invalid`, `Unsupported` (another model or decoder), `LibraryMissing`, `LibraryFailed`.
 */
export async function huggingFaceTokenizer(
  files: HuggingFaceFiles,
  file = "tokenizer.json",
): Promise<Either<TokenizerError, HuggingFaceTokenizer>> {
  const json = readHuggingFaceJson(files.tokenizer, file);
  if (isLeft(json)) { return json; }
  const config = files.config === undefined
    ? right(null)
    : readHuggingFaceConfig(files.config, "tokenizer_config.json");
  if (isLeft(config)) { return config; }
  const library = await loadLibrary();
  if (isLeft(library)) { return library; }
  try {
    const encoder: Encoder = new library.right.Tokenizer(json.right, config.right ?? {});
    return right(tokenizerOf(encoder, json.right, specialTokens(json.right, config.right)));
  } catch (error) {
    return left({ _tag: "LibraryFailed", library: LIBRARY, file, reason: reasonOf(error) });
  }
}

async function loadLibrary() {
  try {
    return right(await import("@huggingface/tokenizers"));
  } catch (error) {
    const missing: TokenizerError = { _tag: "LibraryMissing", library: LIBRARY, reason: reasonOf(error) };
    return left(missing);
  }
}

function tokenizerOf(encoder: Encoder, json: HuggingFaceJson, special: SpecialTokens): HuggingFaceTokenizer {
  const table = byteTable(json);
  const unknown = new TextEncoder().encode(placeholder);
  const bytes = (token: number): Uint8Array => table[token] ?? unknown;
  const decode: Tokenizer["decode"] = (tokens) => decodeBytes(bytes, tokens);
  return {
    encode: provenEncode(encoder, decode, json.normalizer !== null),
    decode,
    bytes,
    vocabulary: table.length,
    special,
  };
}

/**
 * The library leaves out what has no token, so the way back is the proof. Where a normalizer changed the text, a
 * character counts as known if it has any token.
 */
function provenEncode(encoder: Encoder, decode: Tokenizer["decode"], normalizes: boolean): Tokenizer["encode"] {
  const idsOf = (text: string) =>
    encoder.encode(text, { add_special_tokens: false }).ids.filter((id) => id !== undefined);
  const hasTokens = (character: string): boolean => {
    const ids = idsOf(character);
    return normalizes ? ids.length > 0 : decode(ids).includes(character);
  };
  return (text) => {
    const tokens = idsOf(text);
    return decode(tokens) === text ? { tokens } : firstUnknown(text, hasTokens) ?? { tokens };
  };
}

/** The bytes of each token; added tokens are spelt as they are. */
function byteTable({ model, added_tokens }: HuggingFaceJson): Uint8Array[] {
  const table: Uint8Array[] = [];
  for (const [piece, id] of Object.entries(model.vocab)) { table[id] = bytesOfPiece(piece); }
  for (const { id, content } of added_tokens) { table[id] = new TextEncoder().encode(content); }
  return table;
}

/** The first character of which something is missing when it stands alone. */
function firstUnknown(text: string, hasTokens: (character: string) => boolean) {
  let at = 0;
  for (const character of text) {
    if (!hasTokens(character)) { return { unknown: character, at }; }
    at += character.length;
  }
  return null;
}
