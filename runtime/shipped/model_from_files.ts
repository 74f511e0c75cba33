import { type Either, isLeft, left } from "fp-ts/lib/Either.js";
import { type CheckpointModel, loadCheckpointModel, type LoadOptions } from "../blockdit/load.ts";
import { describeLoadError, type LoadError } from "../blockdit/load_error.ts";
import { checkpointFromBytes } from "../checkpoints/checkpoint.ts";
import { describeTokenizerError, type TokenizerError } from "../tokenizers/errors.ts";
import { readTokenizer } from "../tokenizers/load.ts";

/** The files of a checkpoint that somebody has fetched. */
export interface ModelFiles {
  /** The bytes of `model.safetensors`. */ readonly weights: Uint8Array<ArrayBuffer>;
  /** The text of `config.json`. */ readonly config: string;
  /** The text of `tokenizer.json`. */ readonly tokenizer: string;
}

/** Why files are no model. */
export type ModelFilesError = LoadError | { readonly _tag: "Tokenizer"; readonly error: TokenizerError };

/** One sentence for a human. */
export const describeModelFilesError = (error: ModelFilesError): string =>
  error._tag === "Tokenizer" ? describeTokenizerError(error.error) : describeLoadError(error);

/**
 * A model from the bytes of its files, as a page has them that fetched a model which ships: no disk, no Node built-ins.
 *
 * @returns The model, or what is wrong with the files: see `describeModelFilesError`.
 */
export const modelFromFiles = async (
  { weights, config, tokenizer }: ModelFiles,
  options: Omit<LoadOptions, "tokenizer" | "tokenizerFolder"> = {},
): Promise<Either<ModelFilesError, CheckpointModel>> => {
  const read = await readTokenizer({ tokenizer });
  if (isLeft(read)) { return left({ _tag: "Tokenizer", error: read.left }); }
  const checkpoint = await checkpointFromBytes(weights, config, options);
  return isLeft(checkpoint)
    ? left({ _tag: "Checkpoint", error: checkpoint.left })
    : await loadCheckpointModel(checkpoint.right, { ...options, tokenizer: read.right });
};
