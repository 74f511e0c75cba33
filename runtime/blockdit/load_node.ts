import { type Either, isLeft, left, right } from "fp-ts/lib/Either.js";
import { join } from "node:path";
import type { CheckpointError } from "../checkpoints/errors.ts";
import { openCheckpoint, type OpenedCheckpoint } from "../checkpoints/open_node.ts";
import { reasonOf } from "../thrown.ts";
import { describeTokenizerError } from "../tokenizers/errors.ts";
import { tokenizerFor } from "../tokenizers/load_node.ts";
import { diskWeights } from "./disk_weights_node.ts";
import type { LoadOptions } from "./load.ts";
import { type Loadable, readAll, withTokenizer } from "./loadable.ts";
import { weightsFile } from "./onnx/file_node.ts";
import { vocabularyNotice } from "./vocabulary_notice.ts";

type Opened<A> = Promise<Either<CheckpointError, A>>;

/** The tokenizer that the caller gives, else that of the folder, or why there is none. */
const tokenizerOf = async ({ tokenizer, tokenizerFolder }: LoadOptions, folder: string) => {
  if (tokenizer !== undefined) { return right(tokenizer); }
  const found = await tokenizerFor(tokenizerFolder ?? folder);
  return isLeft(found)
    ? left(`There is no tokenizer, so texts are numbers of tokens. ${describeTokenizerError(found.left)}.`)
    : found;
};

const weightsAt = async (path: string) => {
  try {
    const [disk, file] = [await diskWeights(path), await weightsFile(path)];
    return isLeft(file) ? file : right({ arrays: disk.weights, close: disk.close, file: file.right });
  } catch (thrown) {
    return left<CheckpointError>({ _tag: "NoSuchFile", path, reason: reasonOf(thrown) });
  }
};

/** A checkpoint on disk or on the hub: its numbers are looked through once, then stay in the file until an engine takes them. */
export const loadableOnDisk = async (
  place: string | OpenedCheckpoint,
  options: LoadOptions,
): Opened<Loadable> => {
  const opened = typeof place === "string" ? await openCheckpoint(place, options) : right(place);
  if (isLeft(opened)) { return opened; }
  const checkpoint = opened.right;
  const read = await readAll(checkpoint, () => {});
  if (isLeft(read)) { return read; }
  const weights = await weightsAt(join(checkpoint.folder, "model.safetensors"));
  if (isLeft(weights)) { return weights; }
  const tokenizer = await tokenizerOf(options, checkpoint.folder);
  const found = isLeft(tokenizer) ? null : tokenizer.right;
  return right({
    ...weights.right,
    checkpoint,
    abilities: withTokenizer(checkpoint.abilities, found),
    tokenizer: found,
    withoutTokenizer: isLeft(tokenizer) ? tokenizer.left : null,
    vocabularyNotice: vocabularyNotice(checkpoint, found),
  });
};
