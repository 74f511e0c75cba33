import {
  checkpointFromBytes,
  describeCheckpoint,
  describeLoadError,
  type EngineChoice,
  loadCheckpointModel,
  readTokenizer,
} from "blockgen/runtime";
import * as E from "fp-ts/lib/Either.js";
import type { LoadedModel } from "./loaded_model.ts";
import { bytesOf, type ShippedFiles } from "./shipped_files.ts";

/** A checkpoint that ships, in an engine of the page; a sentence says why there is none. */
export const loadShipped = async (
  files: ShippedFiles,
  name: string,
  engine: EngineChoice,
): Promise<E.Either<string, LoadedModel>> => {
  const tokenizer = await readTokenizer({ tokenizer: files.tokenizer });
  if (E.isLeft(tokenizer)) { return E.left(`Cannot read the tokenizer of ${name}: ${tokenizer.left._tag}`); }
  const checkpoint = await checkpointFromBytes(bytesOf(files.weights), files.config, { name });
  if (E.isLeft(checkpoint)) { return E.left(describeCheckpoint(checkpoint.left)); }
  const model = await loadCheckpointModel(checkpoint.right, { engine, tokenizer: tokenizer.right });
  if (E.isLeft(model)) { return E.left(describeLoadError(model.left)); }
  const { vocabulary } = model.right.abilities;
  const symbols = Array.from({ length: vocabulary }, (_, token) => tokenizer.right.decode([token]));
  return E.right({ model: model.right, symbols, textBits: null, dispose: model.right.dispose });
};
