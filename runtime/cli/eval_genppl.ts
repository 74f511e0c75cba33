import { type Either, isLeft, right } from "fp-ts/lib/Either.js";
import { describeJudgeError } from "../eval/judges/mod.ts";
import { judgeKinds, openJudge } from "../eval/judges/open_judge_node.ts";
import { type GenPpl, genPpl } from "../eval/genppl/mod.ts";
import { describeCorpusError } from "../train/corpora/errors.ts";
import { loadCorpus } from "../train/corpora/load_node.ts";
import { type Arguments, has, valueAt } from "./arguments.ts";
import type { Command } from "./command.ts";
import { samplesInFile, samplesOfModel, windowsOf } from "./eval_samples.ts";
import { failed, type Failure } from "./failure.ts";
import { engineOf } from "./load_checkpoint.ts";
import { sampleOptions } from "./sample_options.ts";
import { styled, type Terminal } from "./terminal.ts";

const fixed = (x: number): string => x.toFixed(2);
const within = ({ value, low, high }: GenPpl["perplexity"]): string =>
  `${fixed(value)} (${fixed(low)} to ${fixed(high)})`;

const linesOf = (made: string, found: GenPpl, terminal: Terminal): readonly string[] => [
  `${made}: ${found.texts} texts, ${found.tokens} tokens of the judge`,
  `judge                ${found.judge}: ${found.conventions}`,
  `perplexity           ${within(found.perplexity)}`,
  `bits per character   ${within(found.bitsPerCharacter)}`,
  `entropy              ${fixed(found.entropy.mean)} ± ${fixed(found.entropy.half)} bits, of characters`,
  ...(found.tokenEntropy === null
    ? []
    : [`sample entropy       ${fixed(found.tokenEntropy.mean)} ± ${fixed(found.tokenEntropy.half)} nats, of tokens`]),
  `distinct 1 to 4      ${found.distinct.map(fixed).join(" / ")}`,
  ...found.notices.map((notice) => styled(terminal, "yellow", notice)),
];

/** Texts that have not collapsed: windows of the text that `--reference` names. */
const referenceFor = async (
  name: string | undefined,
  length: number,
): Promise<Either<Failure, readonly string[] | undefined>> => {
  if (name === undefined) { return right(undefined); }
  const corpus = await loadCorpus(name);
  return isLeft(corpus) ? failed(describeCorpusError(corpus.left)) : right(windowsOf(corpus.right.text, length));
};

const evaluate = async (args: Arguments, terminal: Terminal): Promise<Either<Failure, number>> => {
  const [file] = args.words;
  const engine = engineOf(args);
  if (isLeft(engine)) { return engine; }
  const judge = await openJudge(valueAt(args, "judge") ?? "oracle", { engine: engine.right });
  if (isLeft(judge)) { return failed(describeJudgeError(judge.left)); }
  try {
    const made = file === undefined
      ? await samplesOfModel(args, terminal, new AbortController().signal)
      : await samplesInFile(file);
    if (isLeft(made)) { return made; }
    const { samples } = made.right;
    const length = Math.round(samples.reduce((sum, { text }) => sum + Array.from(text).length, 0) / samples.length);
    const reference = await referenceFor(valueAt(args, "reference"), length);
    if (isLeft(reference)) { return reference; }
    const found = await genPpl(
      judge.right,
      samples,
      reference.right === undefined ? {} : { reference: reference.right },
    );
    if (isLeft(found)) { return failed(describeJudgeError(found.left)); }
    terminal.out(
      has(args, "json")
        ? `${JSON.stringify({ made: made.right.made, ...found.right })}\n`
        : linesOf(made.right.made, found.right, terminal).map((line) => `${line}\n`).join(""),
    );
    return right(0);
  } finally {
    await judge.right.dispose();
  }
};

const { program: _program, trace: _trace, quiet: _quiet, infill: _infill, ...options } = sampleOptions;

/** `blockgen eval genppl`: what a judge makes of texts, beside their entropy. */
export const genPplEvaluation: Command = {
  name: "genppl",
  summary: "perplexity of texts under a judge, beside their entropy and distinct n-grams",
  words: "[TEXTS]",
  options: {
    ...options,
    judge: { value: "JUDGE", means: `${judgeKinds} (oracle)` },
    reference: { value: "TEXT", means: "kjv, genesis, mini or a text file whose entropy texts are held against" },
    json: { means: "as JSON" },
  },
  examples: [
    "blockgen eval genppl samples.json --judge ngram:kjv",
    "blockgen eval genppl --model out/uniform --sampler arpc --steps 9 --judge onnx:hf:openai-community/gpt2",
  ],
  run: evaluate,
};
