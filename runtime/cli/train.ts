import { type Either, isLeft, right } from "fp-ts/lib/Either.js";
import { join } from "node:path";
import process from "node:process";
import { describeJaxMissing, loadJax } from "../blockdit/jax/load.ts";
import type { WrittenDtype } from "../checkpoints/mod.ts";
import { corpusNames, loadCorpus } from "../train/corpora/load_node.ts";
import { describeCorpusError } from "../train/corpora/errors.ts";
import type { TrainConfig } from "../train/config.ts";
import { writeCurve } from "../train/curve_file_node.ts";
import { prepareData, type TrainData } from "../train/data.ts";
import { describeTrain } from "../train/errors.ts";
import { trainInFolder } from "../train/run_node.ts";
import { settingsIn } from "../train/settings_file_node.ts";
import { type Arguments, has, valueAt } from "./arguments.ts";
import type { Command } from "./command.ts";
import { failed, type Failure, misused } from "./failure.ts";
import type { Terminal } from "./terminal.ts";
import { settingNames, settingsOf } from "./train_settings.ts";
import { teller } from "./train_teller.ts";
import { choiceAt } from "./values.ts";

/** The exit code of a process that was interrupted. */
const INTERRUPTED = 130;

const dataOf = async ({ corpus, vocabulary, length }: TrainConfig): Promise<Either<Failure, TrainData>> => {
  const text = await loadCorpus(corpus);
  if (isLeft(text)) { return failed(describeCorpusError(text.left)); }
  const data = prepareData(text.right, vocabulary, length);
  return isLeft(data) ? failed(describeCorpusError(data.left)) : data;
};

/** What is asked for besides the settings. */
interface Request {
  readonly folder: string;
  readonly config: TrainConfig;
  readonly resume: boolean;
  readonly plot: boolean;
  readonly dtype: WrittenDtype;
}

/** Settings that are there in any run; `--resume` without a corpus takes all of them from the folder. */
const requestOf = async (args: Arguments): Promise<Either<Failure, Request>> => {
  const folder = valueAt(args, "out");
  if (folder === undefined) {
    return misused("Cannot train as --out must be given: the folder for the network, its log and its state");
  }
  const dtype = choiceAt(args, "dtype", ["f32", "f16"]);
  if (isLeft(dtype)) { return dtype; }
  const resume = has(args, "resume");
  const known = resume && !has(args, "corpus") ? await settingsIn(folder) : null;
  if (known !== null && isLeft(known)) { return failed(describeTrain(known.left)); }
  const odd = known === null ? undefined : [...args.values.keys()].find((name) => settingNames.includes(name));
  if (odd !== undefined) {
    return misused(`Cannot change --${odd} of a run that goes on: leave it out, or give all settings again`);
  }
  const config = known ?? settingsOf(args);
  if (isLeft(config)) { return config; }
  return right({
    folder,
    resume,
    config: config.right,
    plot: has(args, "plot"),
    dtype: dtype.right === "f16" ? "F16" : "F32",
  });
};

/** Lets Ctrl-C stop a run between two updates. */
const interruptible = async <A>(act: (signal: AbortSignal) => Promise<A>): Promise<A> => {
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once("SIGINT", interrupt).once("SIGTERM", interrupt);
  try {
    return await act(stop.signal);
  } finally {
    process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
  }
};

const draw = async ({ folder }: Request, title: string, terminal: Terminal): Promise<void> => {
  const file = join(folder, "curve.svg");
  const drawn = await writeCurve(join(folder, "log.jsonl"), file, title);
  terminal.err(isLeft(drawn) ? `${describeTrain(drawn.left)}\n` : `Its curve is ${file}\n`);
};

/** What goes on with a run that was stopped; the folder keeps its settings, and nothing of what is asked for besides. */
const resumeCommand = ({ folder, dtype, plot }: Request): string =>
  `blockgen train --resume --out ${folder}${dtype === "F16" ? " --dtype f16" : ""}${plot ? " --plot" : ""}`;

const run = async (args: Arguments, terminal: Terminal): Promise<Either<Failure, number>> => {
  const request = await requestOf(args);
  if (isLeft(request)) { return request; }
  const { config, folder, resume, dtype, plot } = request.right;
  const data = await dataOf(config);
  if (isLeft(data)) { return data; }
  const jax = await loadJax("wasm");
  if ("_tag" in jax) { return failed(describeJaxMissing(jax)); }
  const { title, licence, tokens, validation, vocabulary } = data.right;
  terminal.err(
    `${title} (${licence}): ${tokens.length} tokens to train on, ${validation.length} held out, ${vocabulary} pieces\n`,
  );
  const heard = teller(terminal);
  const ended = await interruptible((signal) =>
    trainInFolder({ jax, config, data: data.right, folder, resume, dtype, signal, heard })
  );
  if (isLeft(ended)) { return failed(describeTrain(ended.left)); }
  if (terminal.redraws) { terminal.err("\n"); }
  if (plot) { await draw(request.right, `Training on ${title}`, terminal); }
  const finished = ended.right === "finished";
  terminal.out(
    finished
      ? `The network is in ${folder}: blockgen sample --model ${folder}\n`
      : `Stopped; go on with ${resumeCommand(request.right)}\n`,
  );
  return right(finished ? 0 : INTERRUPTED);
};

/** `blockgen train`: trains a blockwise network on a text. */
export const trainCommand: Command = {
  name: "train",
  summary: "train a blockwise network on a mixture of block sizes",
  words: "",
  options: {
    corpus: { value: "TEXT", means: `${corpusNames.join(", ")}, or a text file` },
    out: { value: "DIR", means: "folder for the network, its log and its state" },
    process: { value: "NAME", means: "noise: masked or uniform (masked)" },
    blocks: { value: "SHARES", means: "block sizes and their weights (1:0.25,16:0.75)" },
    loss: {
      value: "NAME",
      means: "ce, ce-noisy, elbo, low-variance or evidence (ce for masked, evidence for uniform noise)",
    },
    start: { value: "NAME", means: "copying: a network that copies what it looks at" },
    from: {
      value: "DIR",
      means: "a network to begin from (or shipped:NAME), of the same shape and tokenizer; its noise may be another",
    },
    steps: { value: "N", means: "updates (2000)" },
    minutes: { value: "N", means: "training time, instead of steps" },
    resume: { means: "go on from the state in the folder, with its settings" },
    plot: { means: "draw the run's curves into the folder, as SVG" },
    dtype: { value: "NAME", means: "numbers of the checkpoint: f32 or f16 (f32)" },
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
  examples: [
    "blockgen train --corpus kjv --process uniform --blocks 1:0.25,16:0.75 --steps 10000 --out out/uniform",
    "blockgen train --resume --out out/uniform",
  ],
  run,
};
