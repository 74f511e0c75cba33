import type { Abilities } from "../../dsl/mod.ts";
import type { JudgeBits, Likelihood, SizeBound } from "../eval/likelihood/mod.ts";
import { errorsWithin95 } from "../eval/metrics/student.ts";
import type { HeldOut } from "./eval_text.ts";
import { columns } from "./layout.ts";
import { styled, type Terminal } from "./terminal.ts";

/** What `eval likelihood` found. */
export interface LikelihoodReport extends Likelihood, Pick<Abilities, "process" | "prediction"> {
  readonly model: string;
  /** What computed the logits, and where. */ readonly engine: string;
  /** Where the rows are from: the part of a text that training holds out, or all of it. */ readonly text: string;
  readonly part: HeldOut["part"];
  /** Of the text's characters, those that are scored; null where prompts, which do not count, are among them. */
  readonly share: number | null;
  readonly rows: number;
  /** Of noise, for block sizes above 1. */ readonly draws: number;
  /** Rows of examples begin with a prompt, which is given: tokens and characters are those behind it. */
  readonly prompts: "given" | "none";
  /** Null where nobody said what the model was trained on. */ readonly judges: JudgeBits | null;
  /** What to know of the numbers, in sentences. */ readonly notices: readonly string[];
}

/** A sentence where bounds are loose. */
export const looseNotice = ({ process, prediction }: Pick<Abilities, "process" | "prediction">): string | null =>
  process === "uniform" && prediction !== "loo"
    ? `Bounds above block size 1 read predictions as leave-one-out; this model's are ${prediction}: they are loose.`
    : null;

/** A sentence where there is nothing for 5-grams to count. */
export const withoutJudges = ({ tokens }: Pick<HeldOut, "tokens">): string | null =>
  tokens === null ? "There are no 5-grams beside it: --text names the text that the model was trained on." : null;

const row = (name: string, bits: number, more: string): readonly string[] => [name, bits.toFixed(3), more];

/** A bound, with half its 95 % interval over draws if there are several. */
const boundOf = (standardError: number | null, draws: number): string =>
  standardError === null ? "bound" : `bound, +- ${(errorsWithin95(draws) * standardError).toFixed(3)}`;

const sizeRow = ({ blockSize, bitsPerCharacter, exact, standardError }: SizeBound, draws: number): readonly string[] =>
  row(
    exact ? "AR (block size 1)" : `block size ${blockSize}`,
    bitsPerCharacter,
    exact ? "exact" : boundOf(standardError, draws),
  );

/** What was scored, and how much of its text that is. */
const scoredLine = ({ rows, text, part, tokens, characters, share, prompts }: LikelihoodReport): string =>
  [
    `${rows} rows of ${part === "all" ? "" : "held-out text of "}${text}: ${tokens} tokens`,
    `${characters} characters`,
    ...(share === null ? [] : [`${(100 * share).toFixed(1)} % of it`]),
    ...(prompts === "given" ? ["behind the prompts, which are given"] : []),
  ].join(", ");

/** The numbers as a table. */
export const likelihoodLines = (report: LikelihoodReport, terminal: Terminal): readonly string[] => {
  const { mixture, judges, process, draws, notices } = report;
  return [
    `${report.model}, ${process === "absorbing" ? "masked" : process} noise, scored by ${report.engine}`,
    scoredLine(report),
    "",
    ...columns([
      ["", "bits per character", ""],
      ...report.sizes.map((size) => sizeRow(size, draws)),
      ...(mixture === null ? [] : [
        row("mixture, log-sum-exp", mixture.logSumExp.bitsPerCharacter, "bound"),
        row("mixture, Jensen", mixture.jensen.bitsPerCharacter, "bound"),
      ]),
      ...(judges === null ? [] : [
        row("5-gram, Witten-Bell", judges.wittenBell, "exact"),
        row("5-gram, Kneser-Ney", judges.kneserNey, "exact"),
      ]),
    ]),
    ...(notices.length === 0 ? [] : ["", ...notices.map((notice) => styled(terminal, "yellow", notice))]),
  ];
};
