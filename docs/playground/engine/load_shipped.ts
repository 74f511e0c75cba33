import type { EngineChoice } from "blockgen/runtime";
import * as E from "fp-ts/lib/Either.js";
import { describeModelFilesError, modelFromFiles } from "../../../runtime/shipped/model_from_files.ts";
import type { LoadedModel } from "./loaded_model.ts";
import { bytesOf, type ShippedFiles } from "./shipped_files.ts";

/** A checkpoint that ships, in an engine; a sentence says why there is none. */
export const loadShipped = async (
  { config, tokenizer, weights }: ShippedFiles,
  engine: EngineChoice,
): Promise<E.Either<string, LoadedModel>> => {
  const model = await modelFromFiles({ config, tokenizer, weights: bytesOf(weights) }, { engine });
  if (E.isLeft(model)) { return E.left(describeModelFilesError(model.left)); }
  const { abilities: { vocabulary }, tokenizer: reader, dispose } = model.right;
  const symbols = Array.from({ length: vocabulary }, (_, token) => reader!.decode([token]));
  return E.right({ model: model.right, symbols, textBits: null, dispose });
};
