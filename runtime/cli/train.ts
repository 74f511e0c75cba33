import { type Either, isLeft, right } from "fp-ts/lib/Either.js";
import process from "node:process";
import { describeJaxMissing, loadJax } from "../blockdit/jax/load.ts";
import { loadCorpus } from "../train/corpora/load_node.ts";
import { describeCorpusError } from "../train/corpora/errors.ts";
import { readTrainConfig, type TrainConfig } from "../train/config.ts";
import { prepareData, type TrainData } from "../train/data.ts";
import { describeTrain } from "../train/errors.ts";
import type { LogRecord } from "../train/log.ts";
import { parseMixture } from "../train/parse_mixture.ts";
import { type Progress, progressLine } from "../train/progress.ts";
import { trainInFolder } from "../train/run_node.ts";
import { type Arguments, has, valueAt } from "./arguments.ts";
import type { Command } from "./command.ts";
import { failed, type Failure, misused } from "./failure.ts";
import { processNames, processOf } from "./load_model.ts";
import type { Terminal } from "./terminal.ts";
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

/** The settings that a command line asks for. */
const settingsOf = (args: Arguments): Either<Failure, TrainConfig> => {
  const corpus = valueAt(args, "corpus");
  if (corpus === undefined) {
    return misused("Cannot train as --corpus must be given: kjv, genesis, mini, or a text file");
  }
  const noise = choiceAt(args, "process", processNames);
  if (isLeft(noise)) { return noise; }
  const blocks = parseMixture(valueAt(args, "blocks") ?? "1:0.25,16:0.75");
  if (isLeft(blocks)) { return misused(blocks.left); }
  const given: Record<string, unknown> = { corpus, process: processOf(noise.right ?? "masked"), blocks: blocks.right };
  const loss = valueAt(args, "loss");
  if (loss !== undefined) { given["loss"] = loss; }
  for (const [name, [field, range]] of Object.entries(numbers)) {
    const number = numberAt(args, name, range);
    if (isLeft(number)) { return number; }
    if (number.right !== undefined) { given[field] = number.right; }
  }
  if (given["steps"] === undefined && given["minutes"] === undefined) { given["steps"] = 2000; }
  const config = readTrainConfig(given);
  return isLeft(config) ? misused(describeTrain(config.left)) : config;
};

const dataOf = async ({ corpus, vocabulary }: TrainConfig): Promise<Either<Failure, TrainData>> => {
  const text = await loadCorpus(corpus);
  if (isLeft(text)) { return failed(describeCorpusError(text.left)); }
  const data = prepareData(text.right, vocabulary);
  return isLeft(data) ? failed(describeCorpusError(data.left)) : data;
};

/** Tells of a run on stderr: a line that is drawn over, or one every so many updates where nothing can be. */
const teller = (terminal: Terminal) => {
  let bits: Progress["bitsPerCharacter"] = {};
  let before = { tokens: 0, elapsed: 0, pace: 0 };
  return (record: LogRecord, done: number) => {
    if (record.kind === "eval") { bits = record.bitsPerCharacter; }
    if (record.kind !== "train") { return; }
    const seconds = record.elapsed - before.elapsed;
    if (seconds > 0) {
      const now = (record.tokens - before.tokens) / seconds;
      before = { ...record, pace: before.pace === 0 ? now : 0.9 * before.pace + 0.1 * now };
    }
    const line = progressLine({
      step: record.step + 1,
      done,
      elapsed: record.elapsed,
      loss: record.loss,
      bitsPerCharacter: bits,
      tokensPerSecond: before.pace,
    });
    if (terminal.redraws) { terminal.err(`\r\u001b[K${line.slice(0, terminal.width - 1)}`); }
    else if ((record.step + 1) % 50 === 0) { terminal.err(`${line}\n`); }
  };
};

const run = async (args: Arguments, terminal: Terminal): Promise<Either<Failure, number>> => {
  const folder = valueAt(args, "out");
  if (folder === undefined) {
    return misused("Cannot train as --out must be given: the folder for the network, its log and its state");
  }
  const config = settingsOf(args);
  if (isLeft(config)) { return config; }
  const data = await dataOf(config.right);
  if (isLeft(data)) { return data; }
  const jax = await loadJax("wasm");
  if ("_tag" in jax) { return failed(describeJaxMissing(jax)); }
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once("SIGINT", interrupt).once("SIGTERM", interrupt);
  const { title, licence, tokens, validation, vocabulary } = data.right;
  terminal.err(
    `${title} (${licence}): ${tokens.length} tokens to train on, ${validation.length} held out, ${vocabulary} pieces\n`,
  );
  const ended = await trainInFolder({
    jax,
    config: config.right,
    data: data.right,
    folder,
    resume: has(args, "resume"),
    signal: stop.signal,
    heard: teller(terminal),
  });
  process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
  if (isLeft(ended)) { return failed(describeTrain(ended.left)); }
  terminal.err(terminal.redraws ? "\n" : "");
  terminal.out(
    ended.right === "finished"
      ? `The network is in ${folder}: blockgen sample --model ${folder}\n`
      : `Stopped; the same command with --resume goes on from here\n`,
  );
  return right(ended.right === "finished" ? 0 : 130);
};

/** `blockgen train`: trains a blockwise network on a text. */
export const trainCommand: Command = {
  name: "train",
  summary: "train a blockwise network on a mixture of block sizes",
  words: "",
  options: {
    corpus: { value: "TEXT", means: "kjv, genesis, mini, or a text file" },
    out: { value: "DIR", means: "folder for the network, its log and its state" },
    process: { value: "NAME", means: "noise: masked or uniform (masked)" },
    blocks: { value: "SHARES", means: "block sizes and their weights (1:0.25,16:0.75)" },
    loss: { value: "NAME", means: "ce, ce-noisy, elbo or evidence (ce for masked, evidence for uniform noise)" },
    steps: { value: "N", means: "updates (2000)" },
    minutes: { value: "N", means: "training time, instead of steps" },
    resume: { means: "go on from the state in the folder" },
    width: { value: "N", means: "width of the network (96)" },
    layers: { value: "N", means: "its layers (4)" },
    heads: { value: "N", means: "its attention heads (2)" },
    vocabulary: { value: "N", means: "pieces of the tokenizer that is learned (511)" },
    rows: { value: "N", means: "rows of a batch (8)" },
    length: { value: "N", means: "tokens of a row (128)" },
    rate: { value: "X", means: "highest learning rate (0.003)" },
    seed: { value: "N", means: "of everything random (0)" },
    "eval-every": { value: "N", means: "updates between evaluations (250)" },
    "save-every": { value: "S", means: "seconds between checkpoints (120)" },
  },
  examples: ["blockgen train --corpus kjv --process uniform --blocks 1:0.25,16:0.75 --steps 10000 --out out/uniform"],
  run,
};
