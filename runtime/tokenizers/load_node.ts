import { type Either, isLeft, left, right } from "fp-ts/lib/Either.js";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { reasonOf } from "../thrown.ts";
import type { TokenizerError } from "./errors.ts";
import { type LoadedTokenizer, readTokenizer } from "./load.ts";

/**
 * The tokenizer of a folder: its tokenizer.json of either kind, and its tokenizer_config.json if it has one.
 *
 * Errors: `NoFile`, and those of `readTokenizer`.
 *
 * @example A folder without one
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { tokenizerFor } from "blockgen/node";
 *
 * const found = await tokenizerFor("no/such/folder");
 * strictEqual(found._tag === "Left" && found.left._tag, "NoFile");
 * ```
 */
export async function tokenizerFor(folder: string): Promise<Either<TokenizerError, LoadedTokenizer>> {
  const tokenizer = await read(join(folder, "tokenizer.json"));
  if (isLeft(tokenizer)) { return tokenizer; }
  const config = await read(join(folder, "tokenizer_config.json"));
  if (isLeft(config) && !config.left.absent) { return config; }
  return readTokenizer({ tokenizer: tokenizer.right, config: isLeft(config) ? undefined : config.right });
}

async function read(file: string): Promise<Either<TokenizerError & { absent: boolean }, string>> {
  try {
    return right(await readFile(file, "utf8"));
  } catch (error) {
    const absent = error instanceof Error && "code" in error && error.code === "ENOENT";
    return left({ _tag: "NoFile", file, reason: absent ? "there is no such file" : reasonOf(error), absent });
  }
}
