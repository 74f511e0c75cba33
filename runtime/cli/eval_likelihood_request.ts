import { type Either, isLeft, right } from "fp-ts/lib/Either.js";
import { engineNames, isEngineChoice } from "../blockdit/choose.ts";
import type { LikelihoodOptions } from "../eval/likelihood/mod.ts";
import { parseMixture } from "../train/mod.ts";
import { type Arguments, valueAt } from "./arguments.ts";
import { type Failure, misused } from "./failure.ts";
import { checkpointRequest } from "./find_model.ts";
import type { CheckpointRequest } from "./load_checkpoint.ts";
import { processNames } from "./load_model.ts";
import { suggestion } from "./nearest.ts";
import { choiceAt, gather, natural, numberAt, positive } from "./values.ts";

/** What is measured, and on how much. */
export interface LikelihoodRequest extends Pick<LikelihoodOptions, "blockSizes" | "mixture" | "seed"> {
  readonly checkpoint: CheckpointRequest;
  /** At most; 64 of a held-out part, all of a file that is held out, unless said. */ readonly rows: number;
  readonly draws: number;
  /** The text that the model was trained on, if it is named. */ readonly text: string | undefined;
  /** A text of which all is scored. */ readonly heldOut: string | undefined;
}

/** Block sizes as `1,2,4`. */
const sizesOf = (text: string): Either<Failure, readonly number[]> => {
  const sizes = text.split(",").map((part) => part.trim() === "" ? NaN : Number(part));
  return sizes.every((size) => Number.isSafeInteger(size) && size >= 1)
    ? right(sizes)
    : misused(`Cannot read --blocks as it must be whole numbers from 1, for example 1,2,4,8,16: found ${text}`);
};

const mixtureOf = (text: string | undefined): Either<Failure, Pick<LikelihoodOptions, "mixture">> => {
  const mixture = text === undefined ? right(undefined) : parseMixture(text);
  if (isLeft(mixture)) { return misused(mixture.left); }
  return right(mixture.right === undefined ? {} : { mixture: mixture.right });
};

/** What a command line asks for. */
export const likelihoodRequest = (args: Arguments): Either<Failure, LikelihoodRequest> => {
  const model = valueAt(args, "model");
  if (model === undefined) { return misused("Cannot evaluate without --model: the folder of a checkpoint"); }
  const engine = valueAt(args, "engine") ?? "auto";
  if (!isEngineChoice(engine)) {
    return misused(`Cannot use ${JSON.stringify(engine)} as --engine: ${suggestion(engine, engineNames)}`);
  }
  const blockSizes = sizesOf(valueAt(args, "blocks") ?? "1,2,4,8,16");
  if (isLeft(blockSizes)) { return blockSizes; }
  const mixture = mixtureOf(valueAt(args, "mixture"));
  if (isLeft(mixture)) { return mixture; }
  const read = gather<{ rows: number; draws: number; seed: number; process: typeof processNames[number] }>({
    rows: numberAt(args, "rows", positive),
    draws: numberAt(args, "draws", positive),
    seed: numberAt(args, "seed", natural),
    process: choiceAt(args, "process", processNames),
  });
  if (isLeft(read)) { return read; }
  const { process, ...numbers } = read.right;
  const heldOut = valueAt(args, "held-out");
  const checkpoint = checkpointRequest(args, model, process);
  return isLeft(checkpoint) ? checkpoint : right({
    checkpoint: checkpoint.right,
    text: valueAt(args, "text"),
    heldOut,
    ...{ rows: heldOut === undefined ? 64 : Infinity, draws: 8, seed: 0, ...numbers },
    blockSizes: blockSizes.right,
    ...mixture.right,
  });
};
