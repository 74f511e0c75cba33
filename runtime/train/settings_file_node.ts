import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Either, left } from "fp-ts/lib/Either.js";
import { readTrainConfig, type TrainConfig } from "./config.ts";
import type { TrainError } from "./errors.ts";

/** The settings of the run in a folder, from its `train.json`. */
export const settingsIn = async (folder: string): Promise<Either<TrainError, TrainConfig>> => {
  const file = join(folder, "train.json");
  try {
    return readTrainConfig(JSON.parse(await readFile(file, "utf8")));
  } catch (thrown) {
    return thrown instanceof SyntaxError
      ? left({ _tag: "BadState", file, reason: "it must be JSON" })
      : left({ _tag: "NoState", folder });
  }
};
