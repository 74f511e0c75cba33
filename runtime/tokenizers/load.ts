import { type Either, isLeft, map } from "fp-ts/lib/Either.js";
import type { Tokenizer } from "../model.ts";
import { bytePairTokenizer } from "./byte_pair.ts";
import { BYTE_PAIR_TYPE, readBytePairTable } from "./byte_pair_table.ts";
import type { TokenizerError } from "./errors.ts";
import { type HuggingFaceTokenizer, huggingFaceTokenizer } from "./huggingface.ts";
import { parseJson } from "./read_json.ts";

/** A tokenizer from a file: how many tokens it has, and which one ends a text. */
export interface LoadedTokenizer extends Tokenizer {
  /** One more than the largest token. */ readonly vocabulary: number;
  /** The token that ends a text, if there is one. */ readonly eos: number | null;
}

/** The texts of a model's files. */
export interface TokenizerFiles {
  /** tokenizer.json */ readonly tokenizer: string;
  /** tokenizer_config.json */ readonly config?: string | undefined;
}

/**
 * The tokenizer of a tokenizer.json of either kind: ours (`"type": "blockgen-bpe"`) or a published model's.
 *
 * Errors: those of `fromTokenizerJson` and `huggingFaceTokenizer`, and `NotJson`.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { isRight } from "fp-ts/lib/Either.js";
 * import { readTokenizer } from "blockgen/runtime";
 *
 * const json = '{"type":"blockgen-bpe","version":1,"alphabet":["a","b"],"merges":[[0,1]],"eos":false}';
 * const read = await readTokenizer({ tokenizer: json });
 * if (!isRight(read)) { throw new Error("this is a tokenizer"); }
 * deepStrictEqual(read.right.encode("aab"), { tokens: [0, 2] });
 * ```
 */
export async function readTokenizer(files: TokenizerFiles): Promise<Either<TokenizerError, LoadedTokenizer>> {
  const tokenizer = parseJson("tokenizer.json", files.tokenizer);
  if (isLeft(tokenizer)) { return tokenizer; }
  if (isOurs(tokenizer.right)) { return map(bytePairTokenizer)(readBytePairTable(tokenizer.right)); }
  if (files.config === undefined) { return withEos(await huggingFaceTokenizer({ tokenizer: tokenizer.right })); }
  const config = parseJson("tokenizer_config.json", files.config);
  if (isLeft(config)) { return config; }
  return withEos(await huggingFaceTokenizer({ tokenizer: tokenizer.right, config: config.right }));
}

const isOurs = (value: unknown): boolean =>
  typeof value === "object" && value !== null && "type" in value && value.type === BYTE_PAIR_TYPE;

const withEos = map((tokenizer: HuggingFaceTokenizer) => ({ ...tokenizer, eos: tokenizer.special.eos }));
