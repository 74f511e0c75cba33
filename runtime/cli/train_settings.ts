import { type Either, isLeft } from "fp-ts/lib/Either.js";
import { readTrainConfig, type TrainConfig } from "../train/config.ts";
import { describeTrain } from "../train/errors.ts";
import { parseMixture } from "../train/parse_mixture.ts";
import { type Arguments, valueAt } from "./arguments.ts";
import { type Failure, misused } from "./failure.ts";
import { processNames, processOf } from "./load_model.ts";
import { choiceAt, natural, nonNegative, numberAt, type NumberRange, positive } from "./values.ts";

/** Options that are numbers of the settings, by name. */
const numbers: Readonly<Record<string, readonly [field: string, range: NumberRange]>> = {
  steps: ["steps", positive],
  minutes: ["minutes", nonNegative],
  vocabulary: ["vocabulary", positive],
  width: ["width", positive],
  layers: ["layers", positive],
  heads: ["heads", positive],
  rows: ["rows", positive],
  length: ["length", positive],
  rate: ["rate", nonNegative],
  seed: ["seed", natural],
  "eval-every": ["evalEvery", positive],
  "save-every": ["checkpointEvery", nonNegative],
};

/** Options that a run keeps from its beginning to its end. */
export const settingNames: readonly string[] = ["process", "blocks", "loss", "start", "from", ...Object.keys(numbers)];

/** The settings that a command line asks for. */
export const settingsOf = (args: Arguments): Either<Failure, TrainConfig> => {
  const corpus = valueAt(args, "corpus");
  if (corpus === undefined) {
    return misused("Cannot train as --corpus must be given: kjv, genesis, mini, word-problems, or a text file");
  }
  const noise = choiceAt(args, "process", processNames);
  if (isLeft(noise)) { return noise; }
  const blocks = parseMixture(valueAt(args, "blocks") ?? "1:0.25,16:0.75");
  if (isLeft(blocks)) { return misused(blocks.left); }
  const given: Record<string, unknown> = { corpus, process: processOf(noise.right ?? "masked"), blocks: blocks.right };
  for (const name of ["loss", "start", "from"]) {
    const word = valueAt(args, name);
    if (word !== undefined) { given[name] = word; }
  }
  for (const [name, [field, range]] of Object.entries(numbers)) {
    const number = numberAt(args, name, range);
    if (isLeft(number)) { return number; }
    if (number.right !== undefined) { given[field] = number.right; }
  }
  if (given["steps"] === undefined && given["minutes"] === undefined) { given["steps"] = 2000; }
  const config = readTrainConfig(given);
  return isLeft(config) ? misused(describeTrain(config.left)) : config;
};
