import { type Either, isLeft, right } from "fp-ts/lib/Either.js";
import { chooseEngine, engineNames, isEngineChoice } from "../blockdit/choose.ts";
import { describeEngineError } from "../blockdit/choose_error.ts";
import type { Engine } from "../blockdit/engine.ts";
import type { Loadable } from "../blockdit/loadable.ts";
import { engineScorer, judgeBits, type LikelihoodOptions } from "../eval/likelihood/mod.ts";
import { corpusNames } from "../train/corpora/load_node.ts";
import { parseMixture } from "../train/mod.ts";
import { rowsLikelihood } from "../train/rows_likelihood.ts";
import { type Arguments, has, valueAt } from "./arguments.ts";
import type { Command } from "./command.ts";
import { type HeldOut, heldOut } from "./eval_text.ts";
import { likelihoodLines, type LikelihoodReport } from "./eval_likelihood_lines.ts";
import { failed, type Failure, misused } from "./failure.ts";
import { checkpointRequest } from "./find_model.ts";
import { type CheckpointRequest, folderOf, openCheckpointFor } from "./load_checkpoint.ts";
import { processNames } from "./load_model.ts";
import { suggestion } from "./nearest.ts";
import { sampleOptions } from "./sample_options.ts";
import type { Terminal } from "./terminal.ts";
import { choiceAt, gather, natural, numberAt, positive } from "./values.ts";

/** What is measured, and on how much. */
interface Request extends Pick<LikelihoodOptions, "blockSizes" | "mixture" | "seed"> {
  readonly checkpoint: CheckpointRequest;
  readonly rows: number;
  readonly draws: number;
  readonly text: string | undefined;
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

const requestOf = (args: Arguments): Either<Failure, Request> => {
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
  const checkpoint = checkpointRequest(args, model, process);
  return isLeft(checkpoint) ? checkpoint : right({
    checkpoint: checkpoint.right,
    text: valueAt(args, "text"),
    ...{ rows: 64, draws: 8, seed: 0, ...numbers },
    blockSizes: blockSizes.right,
    ...mixture.right,
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
  const cut = { length, ...(separator === undefined ? {} : { separator }) };
  return {
    ...found,
    model: checkpoint.name,
    process: abilities.process,
    prediction: abilities.prediction,
    engine: `${engine.name} (${engine.backend()})`,
    text: text.title,
    rows,
    draws: request.draws,
    prompts: separator === undefined ? "none" : "given",
    judges: judgeBits(tokens, x0, abilities.vocabulary, found.characters, cut),
  };
};

const run = async (args: Arguments, terminal: Terminal): Promise<Either<Failure, number>> => {
  const request = requestOf(args);
  if (isLeft(request)) { return request; }
  const { checkpoint } = request.right;
  const loaded = await openCheckpointFor(checkpoint, terminal);
  if (isLeft(loaded)) { return loaded; }
  const { checkpoint: { network }, close } = loaded.right;
  try {
    const wrong = misfit(request.right, network.length);
    if (wrong !== null) { return misused(wrong); }
    const text = await heldOut(
      request.right.text,
      folderOf(loaded.right) ?? checkpoint.reference,
      loaded.right,
      network.length,
    );
    if (isLeft(text)) { return text; }
    const engine = await chooseEngine(
      checkpoint.engine,
      network,
      loaded.right,
      checkpoint.threads === undefined ? {} : { threads: checkpoint.threads },
    );
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

const { engine, threads, tokenizer, process } = sampleOptions;

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
    engine,
    threads,
    tokenizer,
    process,
    json: { means: "as JSON" },
  },
  examples: [
    "blockgen eval likelihood --model out/uniform --blocks 1,2,4,8,16 --mixture 1:0.05,16:0.95",
    "blockgen eval likelihood --model hf:owner/name --process uniform --tokenizer gpt2 --text kjv",
  ],
  run,
};
