import { type Either, isLeft, right } from "fp-ts/lib/Either.js";
import { chooseEngine, engineNames, isEngineChoice } from "../blockdit/choose.ts";
import { describeEngineError } from "../blockdit/choose_error.ts";
import type { Engine } from "../blockdit/engine.ts";
import { loadableOnDisk } from "../blockdit/load_node.ts";
import type { Loadable } from "../blockdit/loadable.ts";
import { describeCheckpoint } from "../checkpoints/mod.ts";
import { engineScorer, judgeBits, type LikelihoodOptions } from "../eval/likelihood/mod.ts";
import { corpusNames } from "../train/corpora/load_node.ts";
import { parseMixture } from "../train/mod.ts";
import { rowsLikelihood } from "../train/rows_likelihood.ts";
import { type Arguments, has, valueAt } from "./arguments.ts";
import type { Command } from "./command.ts";
import { type HeldOut, heldOut } from "./eval_text.ts";
import { likelihoodLines, type LikelihoodReport } from "./eval_likelihood_lines.ts";
import { failed, type Failure, misused } from "./failure.ts";
import { folderOf, fullReference } from "./load_checkpoint.ts";
import { suggestion } from "./nearest.ts";
import type { Terminal } from "./terminal.ts";
import { natural, numberAt, positive } from "./values.ts";

/** What is measured, and on how much. */
interface Request extends Pick<LikelihoodOptions, "blockSizes" | "mixture" | "draws" | "seed"> {
  readonly model: string;
  readonly engine: string;
  readonly rows: number;
  readonly text: string | undefined;
}

/** Block sizes as `1,2,4`. */
const sizesOf = (text: string): Either<Failure, readonly number[]> => {
  const sizes = text.split(",").map((part) => part.trim() === "" ? NaN : Number(part));
  return sizes.every((size) => Number.isSafeInteger(size) && size >= 1)
    ? right(sizes)
    : misused(`Cannot read --blocks as it must be whole numbers from 1, for example 1,2,4,8,16: found ${text}`);
};

const requestOf = (args: Arguments): Either<Failure, Request> => {
  const model = valueAt(args, "model");
  if (model === undefined) { return misused("Cannot evaluate without --model: the folder of a checkpoint"); }
  const engine = valueAt(args, "engine") ?? "auto";
  if (!isEngineChoice(engine)) {
    return misused(`Cannot use ${JSON.stringify(engine)} as --engine: ${suggestion(engine, engineNames)}`);
  }
  const blockSizes = sizesOf(valueAt(args, "blocks") ?? "1,2,4,8,16");
  if (isLeft(blockSizes)) { return blockSizes; }
  const mixed = valueAt(args, "mixture");
  const mixture = mixed === undefined ? null : parseMixture(mixed);
  if (mixture !== null && isLeft(mixture)) { return misused(mixture.left); }
  const rows = numberAt(args, "rows", positive);
  if (isLeft(rows)) { return rows; }
  const draws = numberAt(args, "draws", positive);
  if (isLeft(draws)) { return draws; }
  const seed = numberAt(args, "seed", natural);
  if (isLeft(seed)) { return seed; }
  return right({
    model,
    engine,
    text: valueAt(args, "text"),
    rows: rows.right ?? 64,
    blockSizes: blockSizes.right,
    draws: draws.right ?? 8,
    seed: seed.right ?? 0,
    ...(mixture === null ? {} : { mixture: mixture.right }),
  });
};

/** A sentence where a block size does not fit into the rows that the network reads. */
const misfit = ({ blockSizes, mixture = [] }: Request, length: number): string | null => {
  const odd = [...blockSizes, ...mixture.map(({ size }) => size)].find((size) => length % size !== 0);
  return odd === undefined
    ? null
    : `Cannot evaluate block size ${odd} as it must divide ${length}, the tokens of a row of this network`;
};

const measure = async (
  request: Request,
  { checkpoint, abilities }: Loadable,
  engine: Engine,
  text: HeldOut,
): Promise<LikelihoodReport> => {
  const scorer = engineScorer(engine, checkpoint.network, abilities);
  const { length } = checkpoint.network;
  const { tokens, validation, separator, charactersOf } = text;
  const rows = Math.min(request.rows, Math.floor(validation.length / length));
  const x0 = Int32Array.from(validation.subarray(0, rows * length));
  const found = await rowsLikelihood(scorer, { x0, length, separator, charactersOf }, request);
  const prompted = separator === undefined ? undefined : { length, separator };
  return {
    ...found,
    model: checkpoint.name,
    process: abilities.process,
    prediction: abilities.prediction,
    engine: `${engine.name} (${engine.backend()})`,
    text: text.title,
    rows,
    prompts: separator === undefined ? "none" : "given",
    judges: judgeBits(tokens, x0, abilities.vocabulary, found.characters, prompted),
  };
};

const run = async (args: Arguments, terminal: Terminal): Promise<Either<Failure, number>> => {
  const request = requestOf(args);
  if (isLeft(request)) { return request; }
  const loaded = await loadableOnDisk(fullReference(request.right.model), {});
  if (isLeft(loaded)) { return failed(describeCheckpoint(loaded.left)); }
  const { checkpoint: { network }, close } = loaded.right;
  try {
    const wrong = misfit(request.right, network.length);
    if (wrong !== null) { return misused(wrong); }
    const text = await heldOut(
      request.right.text,
      folderOf(loaded.right) ?? request.right.model,
      loaded.right,
      network.length,
    );
    if (isLeft(text)) { return text; }
    const engine = await chooseEngine(request.right.engine, network, loaded.right);
    if (isLeft(engine)) { return failed(describeEngineError(engine.left)); }
    const report = await measure(request.right, loaded.right, engine.right, text.right);
    await engine.right.dispose();
    terminal.out(
      has(args, "json") ? `${JSON.stringify(report)}\n` : likelihoodLines(report).map((l) => `${l}\n`).join(""),
    );
    return right(0);
  } finally {
    close();
  }
};

/** `blockgen eval likelihood`: what a checkpoint makes of held-out text. */
export const likelihoodEvaluation: Command = {
  name: "likelihood",
  summary: "bits per character of held-out text by block size, beside 5-grams",
  words: "",
  options: {
    model: { value: "DIR", means: "masked, uniform or ar, which ship; the folder of a checkpoint, or hf:owner/name" },
    text: {
      value: "TEXT",
      means: `${corpusNames.join(", ")}, or a text file (the text that the model was trained on)`,
    },
    blocks: { value: "SIZES", means: "block sizes (1,2,4,8,16); 1 is exact, the others are bounds" },
    mixture: { value: "SHARES", means: "bounds of a mixture of block sizes, for example 1:0.05,16:0.95" },
    rows: { value: "N", means: "rows of held-out text (64)" },
    draws: { value: "N", means: "draws of noise for block sizes above 1 (8)" },
    seed: { value: "N", means: "of the noise (0)" },
    engine: { value: "NAME", means: `what computes the network: ${engineNames.join(", ")} (auto)` },
    json: { means: "as JSON" },
  },
  examples: ["blockgen eval likelihood --model out/uniform --blocks 1,2,4,8,16 --mixture 1:0.05,16:0.95"],
  run,
};
