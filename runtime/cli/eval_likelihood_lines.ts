import type { Abilities } from "../../dsl/mod.ts";
import type { JudgeBits, Likelihood, SizeBound } from "../eval/likelihood/mod.ts";
import { columns } from "./layout.ts";

/** What `eval likelihood` found. */
export interface LikelihoodReport extends Likelihood, Pick<Abilities, "process" | "prediction"> {
  readonly model: string;
  /** What computed the logits, and where. */ readonly engine: string;
  readonly text: string;
  readonly rows: number;
  /** Rows of examples begin with a prompt, which is given: tokens and characters are those behind it. */
  readonly prompts: "given" | "none";
  readonly judges: JudgeBits;
}

/** Half a 95 % interval in standard errors. */
const HALF_95 = 1.96;

const row = (name: string, bits: number, more: string): readonly string[] => [name, bits.toFixed(3), more];

const sizeRow = ({ blockSize, bitsPerCharacter, exact, standardError }: SizeBound): readonly string[] =>
  row(
    exact ? "AR (block size 1)" : `block size ${blockSize}`,
    bitsPerCharacter,
    exact ? "exact" : standardError === null ? "bound" : `bound, +- ${(HALF_95 * standardError).toFixed(3)}`,
  );

/** The numbers as a table. */
export const likelihoodLines = (report: LikelihoodReport): readonly string[] => {
  const { mixture, judges, process, prediction } = report;
  return [
    `${report.model}, ${process === "absorbing" ? "masked" : process} noise, scored by ${report.engine}`,
    `${report.rows} rows of held-out text of ${report.text}: ${report.tokens} tokens, ${report.characters} characters${
      report.prompts === "given" ? ", behind the prompts, which are given" : ""
    }`,
    "",
    ...columns([
      ["", "bits per character", ""],
      ...report.sizes.map(sizeRow),
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
