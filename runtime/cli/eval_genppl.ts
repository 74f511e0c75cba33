import { type Either, isLeft, right } from "fp-ts/lib/Either.js";
import { type GenPpl, genPpl, type Sample, type TextsInterval, type TextsMean } from "../eval/genppl/mod.ts";
import { charactersOf } from "../eval/judges/judge.ts";
import { describeJudgeError, type Judge } from "../eval/judges/mod.ts";
import { describeCorpusError } from "../train/corpora/errors.ts";
import { loadCorpus } from "../train/corpora/load_node.ts";
import { type Arguments, has, valueAt } from "./arguments.ts";
import type { Command } from "./command.ts";
import { samplesOfModel, usualRows, windowsOf } from "./eval_samples.ts";
import { failed, type Failure, misused } from "./failure.ts";
import { judgeOf, judgeOptions } from "./genppl_judge.ts";
import { sampleOptions } from "./sample_options.ts";
import { type Samples, samplesInFile } from "./samples_in_file.ts";
import { styled, type Terminal } from "./terminal.ts";

const fixed = (x: number): string => x.toFixed(2);
const within = ({ value, low, high }: TextsInterval): string =>
  low === null || high === null ? fixed(value) : `${fixed(value)} (${fixed(low)} to ${fixed(high)})`;
const about = ({ mean, half }: TextsMean): string => half === null ? fixed(mean) : `${fixed(mean)} ± ${fixed(half)}`;

const linesOf = (made: string, found: GenPpl, terminal: Terminal): readonly string[] => [
  `${made}: ${found.texts} ${found.texts === 1 ? "text" : "texts"}, ${found.tokens} tokens of the judge`,
  `judge                ${found.judge}: ${found.conventions}`,
  `perplexity           ${within(found.perplexity)}`,
  `bits per character   ${within(found.bitsPerCharacter)}`,
  `entropy              ${about(found.entropy)} bits, of characters`,
  ...(found.tokenEntropy === null ? [] : [`sample entropy       ${about(found.tokenEntropy)} nats, of tokens`]),
  `distinct 1 to 4      ${found.distinct.map(fixed).join(" / ")}`,
  ...found.notices.map((notice) => styled(terminal, "yellow", notice)),
];

/** Texts that have not collapsed, windows of the text that `--reference` names; a sentence where it is too short for one. */
const referenceFor = async (
  name: string | undefined,
  samples: readonly Sample[],
): Promise<Either<Failure, { readonly windows?: readonly string[]; readonly notices: readonly string[] }>> => {
  if (name === undefined) { return right({ notices: [] }); }
  const corpus = await loadCorpus(name);
  if (isLeft(corpus)) { return failed(describeCorpusError(corpus.left)); }
  const sizes = samples.map(({ text, given = 0 }) => charactersOf(text) - given);
  const length = Math.round(sizes.reduce((sum, size) => sum + size, 0) / sizes.length);
  const windows = windowsOf(corpus.right.text, length);
  return right(
    windows.length > 0 ? { windows, notices: [] } : {
      notices: [
        `Nothing is held against ${name}: it has ${charactersOf(corpus.right.text)} characters, a text has ${length}`,
      ],
    },
  );
};

/** Options that say how texts are made, which those of a file are already. */
const unusedWith = (file: string, args: Arguments): Either<Failure, undefined> => {
  const unused = [...args.values.keys()].find((name) => name in making);
  return unused === undefined
    ? right(undefined)
    : misused(`Cannot use --${unused} as the texts are in ${file}: leave one of the two out`);
};

const samplesFor = async (args: Arguments, terminal: Terminal): Promise<Either<Failure, Samples>> => {
  const [file] = args.words;
  if (file === undefined) { return await samplesOfModel(args, terminal, new AbortController().signal); }
  const unused = unusedWith(file, args);
  return isLeft(unused) ? unused : await samplesInFile(file);
};

const measured = async (
  args: Arguments,
  judge: Judge,
  { made, samples, notices: ofTexts }: Samples,
): Promise<Either<Failure, GenPpl & { readonly made: string }>> => {
  const reference = await referenceFor(valueAt(args, "reference"), samples);
  if (isLeft(reference)) { return reference; }
  const { windows, notices } = reference.right;
  const found = await genPpl(judge, samples, windows === undefined ? {} : { reference: windows });
  return isLeft(found)
    ? failed(describeJudgeError(found.left))
    : right({ made, ...found.right, notices: [...ofTexts, ...notices, ...found.right.notices] });
};

const evaluate = async (args: Arguments, terminal: Terminal): Promise<Either<Failure, number>> => {
  const judge = await judgeOf(args);
  if (isLeft(judge)) { return judge; }
  try {
    const made = await samplesFor(args, terminal);
    if (isLeft(made)) { return made; }
    const found = await measured(args, judge.right, made.right);
    if (isLeft(found)) { return found; }
    terminal.out(
      has(args, "json")
        ? `${JSON.stringify(found.right)}\n`
        : linesOf(made.right.made, found.right, terminal).map((line) => `${line}\n`).join(""),
    );
    return right(0);
  } finally {
    await judge.right.dispose();
  }
};

const { engine, threads, json: _json, ...sampling } = sampleOptions;
// One text of one program on a terminal is another command.
const elsewhere = ["program", "trace", "quiet", "infill", "watch", "pace", "animate"];
const making = Object.fromEntries(Object.entries(sampling).filter(([name]) => !elsewhere.includes(name)));

/** `blockgen eval genppl`: what a judge makes of texts, beside their entropy. */
export const genPplEvaluation: Command = {
  name: "genppl",
  summary: "perplexity of texts under a judge, beside their entropy and distinct n-grams",
  words: "[TEXTS]",
  options: {
    ...making,
    rows: { value: "N", means: `texts to make (${usualRows}, or one for each of several prompts)` },
    engine: { ...engine!, means: `${engine!.means}; of the judge as well` },
    threads: { ...threads!, means: `${threads!.means}; of the judge as well` },
    ...judgeOptions,
    reference: { value: "TEXT", means: "kjv, genesis, mini or a text file whose entropy texts are held against" },
    json: { means: "as JSON" },
  },
  examples: [
    "blockgen eval genppl samples.json --judge ngram:kjv",
    "blockgen eval genppl --model out/uniform --sampler arpc --steps 9 --judge onnx:hf:openai-community/gpt2",
  ],
  run: evaluate,
};
