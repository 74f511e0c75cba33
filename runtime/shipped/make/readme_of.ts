import type { TrainConfig } from "../../train/config.ts";
import type { LogRecord } from "../../train/log.ts";
import type { Corpus } from "../../train/corpora/corpus.ts";
import { type ShippedName, wordNames } from "../names.ts";
import { commandOf } from "./command_of.ts";

/** What is known of a run that became a model. */
export interface RunFacts {
  readonly name: ShippedName;
  readonly config: TrainConfig;
  readonly records: readonly LogRecord[];
  readonly parameters: number;
  /** Bytes of the weights that ship. */ readonly bytes: number;
  readonly corpus: Pick<Corpus, "title" | "licence" | "source">;
}

const what: Readonly<Record<ShippedName, string>> = {
  masked: "A blockwise model with masked noise: from left to right, and by blocks of 16.",
  uniform: "A blockwise model with uniform noise: from left to right, and by blocks of 16.",
  "word-masked": "A blockwise model with masked noise, of mini word problems: given a question it writes a program.",
  "word-uniform": "A blockwise model with uniform noise, of mini word problems: given a question it writes a program.",
  ar:
    "A model from left to right only (block size 1): `masked` and `uniform` began from it, and it judges their texts.",
};

/** The page's first lines: what the model is, and what it began from. */
const about = ({ name, config: { from } }: RunFacts): string =>
  from === undefined
    ? what[name]
    : `${what[name]} Its training began from the parameters of \`${from.split(/[/\\:]/).at(-1)}\`.`;

const hours = (seconds: number): string => `${(seconds / 3600).toFixed(1)} hours`;

const budget = ({ config, records }: RunFacts): string => {
  const last = records.findLast((one) => one.kind === "train");
  const tokens = last === undefined ? 0 : last.tokens;
  const made = (last?.step ?? -1) + 1;
  const stopped = config.steps !== undefined && made < config.steps ? ` (stopped by hand, of ${config.steps})` : "";
  return `${made} updates${stopped} of ${config.rows} rows of ${config.length} tokens, ${
    (tokens / 1e6).toFixed(1)
  } million tokens, ${hours(last?.elapsed ?? 0)} on the WebAssembly of two shared cores`;
};

/** As the evaluations of the run found: few rows, so that docs/likelihood.md says it better. */
const figures = ({ name, records }: RunFacts): string => {
  const last = records.findLast((one) => one.kind === "eval");
  const bits = Object.entries(last?.bitsPerCharacter ?? {}).map(([size, bits]) =>
    `${bits.toFixed(3)} at block size ${size}`
  );
  return `${bits.join(", ")} bits per character of 16 held-out rows; of more in ${
    isOfWords(name) ? "docs/evaluation.md" : "docs/likelihood.md"
  }`;
};

const isOfWords = (name: ShippedName): boolean => wordNames.some((one) => one === name);

/** What was trained on, and what was kept from it. */
const text = ({ name, corpus: { title, licence, source } }: RunFacts): string =>
  isOfWords(name)
    ? `${title}, ${source}: ${licence}. One story in eight is for testing and was not trained on.`
    : `${title}: ${licence}. Source: ${source}. Of its lines every twentieth run is held out.`;

const licence = ({ name, corpus }: RunFacts): string =>
  isOfWords(name) ? "MIT, as the repository" : `that of the repository (MIT); the text is in the ${corpus.licence}`;

const REMADE =
  "The first updates were made again with a later version of the trainer: their losses are the same to the " +
  "last digit. ";

/** The page beside a model that ships: what it is, what it was made of, and how to make it again. */
export const readmeOf = (facts: RunFacts): string => {
  const { name, config, parameters, bytes } = facts;
  return [
    `# ${name}`,
    about(facts),
    [
      `- **Text** ${text(facts)}`,
      `- **Licence** of these files: ${licence(facts)}.`,
      `- **Network** BlockDiT of ${config.layers} layers, width ${config.width}, ${config.heads} heads: ${
        parameters.toLocaleString("en")
      } parameters, float16, ${(bytes / 1e6).toFixed(2)} MB. The tokenizer has ${config.vocabulary} byte pairs.`,
      `- **Budget** ${budget(facts)}.`,
      `- **Figures** ${figures(facts)}.`,
    ].join("\n"),
    "Made by this, in a clone with its packages installed, then turned into what ships:",
    "```sh\n" +
    `${commandOf(config, `out/${name}`)}\n` +
    `npx tsx runtime/shipped/make_node.ts out/${name}\n` +
    "```",
    "All that is random follows from the seed; other machines may differ in the last bits of sums, and so in the weights. " +
    `${name === "ar" ? REMADE : ""}\`train.json\` has all ` +
    "settings, `log.jsonl` each fifty updates as one record and every evaluation, `curve.svg` the curves.",
    "![Losses and bits per character by update](curve.svg)",
    "",
  ].join("\n\n");
};
