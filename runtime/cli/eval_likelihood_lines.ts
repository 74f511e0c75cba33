import type { Abilities } from "../../dsl/mod.ts";
import type { JudgeBits, Likelihood, SizeBound } from "../eval/likelihood/mod.ts";
import { errorsWithin95 } from "../eval/metrics/student.ts";
import { columns } from "./layout.ts";

/** What `eval likelihood` found. */
export interface LikelihoodReport extends Likelihood, Pick<Abilities, "process" | "prediction"> {
  readonly model: string;
  /** What computed the logits, and where. */ readonly engine: string;
  readonly text: string;
  readonly rows: number;
  /** Of noise, for block sizes above 1. */ readonly draws: number;
  /** Rows of examples begin with a prompt, which is given: tokens and characters are those behind it. */
  readonly prompts: "given" | "none";
  readonly judges: JudgeBits;
}

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

/** The numbers as a table. */
export const likelihoodLines = (report: LikelihoodReport): readonly string[] => {
  const { mixture, judges, process, prediction, draws } = report;
  return [
    `${report.model}, ${process === "absorbing" ? "masked" : process} noise, scored by ${report.engine}`,
    `${report.rows} rows of held-out text of ${report.text}: ${report.tokens} tokens, ${report.characters} characters${
      report.prompts === "given" ? ", behind the prompts, which are given" : ""
    }`,
    "",
    ...columns([
      ["", "bits per character", ""],
      ...report.sizes.map((size) => sizeRow(size, draws)),
      ...(mixture === null ? [] : [
        row("mixture, log-sum-exp", mixture.logSumExp.bitsPerCharacter, "bound"),
        row("mixture, Jensen", mixture.jensen.bitsPerCharacter, "bound"),
      ]),
      row("5-gram, Witten-Bell", judges.wittenBell, "exact"),
      row("5-gram, Kneser-Ney", judges.kneserNey, "exact"),
    ]),
    ...(process === "uniform" && prediction !== "loo"
      ? [
        "",
        `Bounds above block size 1 read predictions as leave-one-out; this model's are ${prediction}: they are loose.`,
      ]
      : []),
  ];
};
