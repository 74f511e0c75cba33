import { type Either, isLeft, right } from "fp-ts/lib/Either.js";
import { chooseEngine } from "../blockdit/choose.ts";
import { describeEngineError } from "../blockdit/choose_error.ts";
import type { Engine } from "../blockdit/engine.ts";
import type { Loadable } from "../blockdit/loadable.ts";
import { engineScorer, type JudgeBits, judgeBits } from "../eval/likelihood/mod.ts";
import { corpusNames } from "../train/corpora/load_node.ts";
import { rowsLikelihood } from "../train/rows_likelihood.ts";
import { type Arguments, has } from "./arguments.ts";
import type { Command } from "./command.ts";
import { heldOutFile } from "./eval_held_out.ts";
import { likelihoodLines, type LikelihoodReport, looseNotice, withoutJudges } from "./eval_likelihood_lines.ts";
import { type LikelihoodRequest, likelihoodRequest } from "./eval_likelihood_request.ts";
import { type HeldOut, heldOut as heldOutPart } from "./eval_text.ts";
import { failed, type Failure, misused } from "./failure.ts";
import { folderOf, openCheckpointFor } from "./load_checkpoint.ts";
import { sampleOptions } from "./sample_options.ts";
import type { Terminal } from "./terminal.ts";

/** A sentence where a block size does not fit into the rows that the network reads. */
const misfit = ({ blockSizes, mixture = [] }: LikelihoodRequest, length: number): string | null => {
  const odd = [...blockSizes, ...mixture.map(({ size }) => size)].find((size) => length % size !== 0);
  return odd === undefined
    ? null
    : `Cannot evaluate block size ${odd} as it must divide ${length}, the tokens of a row of this network`;
};

const textFor = async (
  { checkpoint, text, heldOut }: LikelihoodRequest,
  loaded: Loadable,
): Promise<Either<Failure, HeldOut>> => {
  const { length } = loaded.checkpoint.network;
  return heldOut === undefined
    ? await heldOutPart(text, folderOf(loaded) ?? checkpoint.reference, loaded, length)
    : await heldOutFile(heldOut, text, loaded, length);
};

/** What 5-grams make of the same rows, where it is known what the model was trained on. */
const judgesOf = (
  { tokens, separator }: HeldOut,
  x0: Int32Array,
  length: number,
  vocabulary: number,
  characters: number,
): JudgeBits | null =>
  tokens === null
    ? null
    : judgeBits(tokens, x0, vocabulary, characters, { length, ...(separator === undefined ? {} : { separator }) });

/** What is known of a text beside its numbers. */
const aboutText = ({ title, part, separator }: HeldOut): Pick<LikelihoodReport, "text" | "part" | "prompts"> => ({
  text: title,
  part,
  prompts: separator === undefined ? "none" : "given",
});

const measure = async (
  request: LikelihoodRequest,
  { checkpoint: { name, network }, abilities, vocabularyNotice }: Loadable,
  engine: Engine,
  text: HeldOut,
): Promise<LikelihoodReport> => {
  const { length } = network;
  const rows = Math.min(request.rows, Math.floor(text.validation.length / length));
  const x0 = Int32Array.from(text.validation.subarray(0, rows * length));
  const { separator, charactersOf, whole } = text;
  const scorer = engineScorer(engine, network, abilities);
  const found = await rowsLikelihood(scorer, { x0, length, separator, charactersOf }, request);
  const { process, prediction, vocabulary } = abilities;
  const notices = [vocabularyNotice, engine.notice, looseNotice(abilities), withoutJudges(text)];
  return {
    ...{ ...found, model: name, process, prediction, engine: `${engine.name} (${engine.backend()})` },
    ...{ ...aboutText(text), share: whole === null ? null : found.characters / whole, rows, draws: request.draws },
    judges: judgesOf(text, x0, length, vocabulary, found.characters),
    notices: notices.filter((notice) => typeof notice === "string"),
  };
};

const evaluate = async (
  request: LikelihoodRequest,
  loaded: Loadable,
): Promise<Either<Failure, LikelihoodReport>> => {
  const { network } = loaded.checkpoint;
  const wrong = misfit(request, network.length);
  if (wrong !== null) { return misused(wrong); }
  const text = await textFor(request, loaded);
  if (isLeft(text)) { return text; }
  const { engine: choice, threads } = request.checkpoint;
  const engine = await chooseEngine(choice, network, loaded, threads === undefined ? {} : { threads });
  if (isLeft(engine)) { return failed(describeEngineError(engine.left)); }
  try {
    return right(await measure(request, loaded, engine.right, text.right));
  } finally {
    await engine.right.dispose();
  }
};

const run = async (args: Arguments, terminal: Terminal): Promise<Either<Failure, number>> => {
  const request = likelihoodRequest(args);
  if (isLeft(request)) { return request; }
  const loaded = await openCheckpointFor(request.right.checkpoint, terminal);
  if (isLeft(loaded)) { return loaded; }
  try {
    const report = await evaluate(request.right, loaded.right);
    if (isLeft(report)) { return report; }
    const lines = has(args, "json") ? [JSON.stringify(report.right)] : likelihoodLines(report.right, terminal);
    terminal.out(lines.map((line) => `${line}\n`).join(""));
    return right(0);
  } finally {
    loaded.right.close();
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
      means: `${
        corpusNames.join(", ")
      }, or a text file: what training held out of it, a twentieth (the text that the model was trained on)`,
    },
    "held-out": { value: "FILE", means: "a text of which all is scored; the 5-grams then need --text" },
    blocks: { value: "SIZES", means: "block sizes (1,2,4,8,16); 1 is exact, the others are bounds" },
    mixture: { value: "SHARES", means: "bounds of a mixture of block sizes, for example 1:0.05,16:0.95" },
    rows: { value: "N", means: "rows of held-out text, the first ones (64; all of --held-out)" },
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
    "blockgen eval likelihood --model hf:owner/name --process uniform --tokenizer gpt2 --held-out held-out.txt",
  ],
  run,
};
