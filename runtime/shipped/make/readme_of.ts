import type { TrainConfig } from "../../train/config.ts";
import type { LogRecord } from "../../train/log.ts";
import type { Corpus } from "../../train/corpora/corpus.ts";
import type { ShippedName } from "../names.ts";
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
  ar: "A model from left to right only (block size 1): the judge of the other two, on the same tokens and budget.",
};

const hours = (seconds: number): string => `${(seconds / 3600).toFixed(1)} hours`;

const budget = ({ config, records }: RunFacts): string => {
  const last = records.findLast((one) => one.kind === "train");
  const tokens = last === undefined ? 0 : last.tokens;
  return `${(last?.step ?? -1) + 1} updates of ${config.rows} rows of ${config.length} tokens, ${
    (tokens / 1e6).toFixed(1)
  } million tokens, ${hours(last?.elapsed ?? 0)} on the WebAssembly of two shared cores`;
};

/** As the evaluations of the run found: few rows, so that docs/likelihood.md says it better. */
const figures = ({ records }: RunFacts): string => {
  const last = records.findLast((one) => one.kind === "eval");
  const bits = Object.entries(last?.bitsPerCharacter ?? {}).map(([size, bits]) =>
    `${bits.toFixed(3)} at block size ${size}`
  );
  return `${bits.join(", ")} bits per character of 16 held-out rows; of more in docs/likelihood.md`;
};

/** The page beside a model that ships: what it is, what it was made of, and how to make it again. */
export const readmeOf = (facts: RunFacts): string => {
  const { name, config, corpus, parameters, bytes } = facts;
  return [
    `# ${name}`,
    what[name],
    [
      `- **Text** ${corpus.title}: ${corpus.licence}. Source: ${corpus.source}. Of its lines every twentieth run is held out.`,
      `- **Licence** of these files: that of the repository (MIT); the text is in the ${corpus.licence}.`,
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
    "All that is random follows from the seed; other machines may differ in the last bits of sums, and so in the weights. The first " +
    "updates were made again with a later version of the trainer: their losses are the same to the last digit. `train.json` has all " +
    "settings, `log.jsonl` each fifty updates as one record and every evaluation, `curve.svg` the curves.",
    "![Losses and bits per character by update](curve.svg)",
    "",
  ].join("\n\n");
};
