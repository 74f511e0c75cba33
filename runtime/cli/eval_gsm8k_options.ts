import type { Options } from "./arguments.ts";
import { sampleOptions } from "./sample_options.ts";
import { samplerOptions } from "./sampler_options.ts";

const { model, engine, threads, tokenizer, process: noise, seed, backend } = sampleOptions;

/** The options of `blockgen eval gsm8k`. */
export const gsm8kOptions: Options = {
  problems: {
    value: "FILE|mini",
    means: "a problem a line as JSON, or generated ones that training never sees (mini)",
  },
  sampler: { value: "NAME", means: "a named sampler: see blockgen samplers (arpc)" },
  samplers: { value: "A,B", means: "several on the same problems, and the difference of the first to the others" },
  program: {
    value: "FILE|LINK",
    means: "a sampler of your own, from JSON or from a share link; beside --samplers it is compared with them",
  },
  nfe: { value: "N", means: "what a block may cost: each sampler takes as many steps as fit, instead of --steps" },
  limit: { value: "N", means: "the first so many problems (all of a file, 200 mini ones)" },
  out: { value: "FILE.jsonl", means: "keeps a record for each problem, and goes on from those that are there" },
  batch: { value: "N", means: "problems side by side (16)" },
  seconds: { value: "X", means: "time limit of a program (1)" },
  replace: { value: "TEXT", means: "stands in for characters that the model has no token for" },
  model: {
    ...model!,
    means: `word-masked or word-uniform (networks of mini problems that ship), or ${model!.means}`,
  },
  engine: engine!,
  threads: threads!,
  tokenizer: tokenizer!,
  process: noise!,
  length: { value: "N", means: "tokens of prompt and program together (what the model can, at most 512)" },
  ...samplerOptions,
  seed: seed!,
  backend: backend!,
  quiet: { means: "without progress" },
  json: { means: "as JSON" },
};
