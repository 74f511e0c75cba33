import { type Either, isLeft, right } from "fp-ts/lib/Either.js";
import { readFileSync } from "node:fs";
import { cellValue } from "../eval/sweep/line_key.ts";
import { measures, type PictureOptions, rowKeys, sweepSheet } from "../eval/sweep/picture.ts";
import { isCurrent } from "../eval/sweep/program_name.ts";
import { resultsAmong } from "../eval/sweep/result.ts";
import { summarise, type Summary } from "../eval/sweep/summarise.ts";
import { knobRanges } from "../knob_ranges.ts";
import { describePlotError, drawSheet } from "../plot/mod.ts";
import { type Arguments, has, valueAt } from "./arguments.ts";
import type { Command } from "./command.ts";
import { failed, type Failure, misused } from "./failure.ts";
import { suggestion } from "./nearest.ts";
import { readTexts } from "./read_texts.ts";
import type { Terminal } from "./terminal.ts";
import { choiceAt } from "./values.ts";
import { writeWhole } from "./write_whole.ts";

const filters = [
  ...["model", "process", "sampler", "temperature", "budget", "judge", "block", "length", "texts", "engine", "backend"],
  ...["reference", "version", "judgeVersion", "tokenizer", "judgeTokenizer", "judgeProcess", "program"],
  ...Object.keys(knobRanges).filter((knob) => knob !== "block" && knob !== "temperature"),
  "by",
] as const;

/** What a filter may be called: noise as on other command lines, nothing as in the legend. */
const spellings = ({ cell }: Summary, key: string): readonly string[] => {
  const value = cellValue(cell, key);
  if (value === null) { return ["null", "none", "own"]; }
  // A line has many programs: whose they are chooses a whole one.
  if (key === "program") { return [String(value), String(value).slice(0, 8), isCurrent(cell) ? "current" : "other"]; }
  return value === "absorbing" && /^(?:process|judgeProcess)$/.test(key) ? ["absorbing", "masked"] : [String(value)];
};

/** `key=value`, all of which must hold; a value may have an `=` in it. */
const filtered = (all: readonly Summary[], wanted: readonly string[]): Either<Failure, readonly Summary[]> => {
  let kept = all;
  for (const one of wanted) {
    const at = one.includes("=") ? one.indexOf("=") : one.length;
    const [key, value] = [one.slice(0, at), one.slice(at + 1)];
    if (!filters.includes(key)) {
      return misused(`Cannot choose by ${JSON.stringify(key)}: ${suggestion(key, filters)}`);
    }
    kept = kept.filter((summary) => spellings(summary, key).includes(value));
  }
  return kept.length === 0
    ? failed(`Cannot draw nothing: no result has ${wanted.join(" and ") || "been found"}`)
    : right(kept);
};

/** Texts that the judge had nothing to score in are not in the picture: how many. */
const emptyTold = (summaries: readonly Summary[]): string => {
  const [empty, texts] = [summaries.map((one) => one.empty), summaries.map((one) => one.texts)]
    .map((counts) => counts.reduce((sum, count) => sum + count, 0));
  return empty === 0 ? "" : `${empty} of ${empty! + texts!} texts are left out: there is nothing in them to score\n`;
};

const summariesIn = async (args: Arguments): Promise<Either<Failure, readonly Summary[]>> => {
  if (args.words.length === 0) { return misused("Cannot draw nothing: name a file of results"); }
  const files = await readTexts(args.words);
  if (isLeft(files)) { return files; }
  const results = new Map(files.right.flatMap(({ text }) => resultsAmong(text)).map((one) => [one.id, one]));
  return filtered(summarise([...results.values()]), args.values.get("where") ?? []);
};

/** What is along the axes, and what tells rows of panels apart. */
const axesOf = (args: Arguments): Either<Failure, Omit<PictureOptions, "title">> => {
  const x = choiceAt(args, "x", measures);
  if (isLeft(x)) { return x; }
  const y = choiceAt(args, "y", measures);
  if (isLeft(y)) { return y; }
  const rows = choiceAt(args, "rows", rowKeys);
  return isLeft(rows) ? rows : right({ x: x.right ?? "nfe", y: y.right ?? "bits", rows: rows.right ?? "model" });
};

/** Days of computing are no picture's to replace; what cannot be read is told of when it is written. */
const holdsResults = (file: string): boolean => {
  try {
    return resultsAmong(readFileSync(file, "utf8")).length > 0;
  } catch {
    return false;
  }
};

/** Draws into a file. */
const draw = async (
  found: readonly Summary[],
  options: PictureOptions,
  out: string,
): Promise<Either<Failure, null>> => {
  if (holdsResults(out)) { return misused(`Cannot draw into ${out} as it holds results: name another file`); }
  const svg = await drawSheet(sweepSheet(found, options))();
  return isLeft(svg) ? failed(describePlotError(svg.left)) : writeWhole(out, svg.right);
};

const run = async (args: Arguments, terminal: Terminal): Promise<Either<Failure, number>> => {
  const axes = axesOf(args);
  if (isLeft(axes)) { return axes; }
  const [out, title] = [valueAt(args, "out"), valueAt(args, "title")];
  if (out !== undefined && has(args, "json")) {
    return misused("Cannot draw with --json, which prints the numbers instead: leave out --json or --out");
  }
  const summaries = await summariesIn(args);
  if (isLeft(summaries)) { return summaries; }
  terminal.err(emptyTold(summaries.right));
  if (has(args, "json")) {
    terminal.out(`${JSON.stringify(summaries.right)}\n`);
    return right(0);
  }
  if (out === undefined) { return misused("Cannot draw without --out: the file for the picture"); }
  const drawn = await draw(summaries.right, { ...axes.right, ...(title === undefined ? {} : { title }) }, out);
  if (isLeft(drawn)) { return drawn; }
  terminal.out(`The picture is in ${out}\n`);
  return right(0);
};

/** `blockgen plot`: draws what sweeps measured. */
export const plotCommand: Command = {
  name: "plot",
  summary: "draw what sweeps measured, with 95 % bands, entropy beside it",
  words: "RESULTS.jsonl",
  mostWords: Infinity,
  options: {
    x: { value: "NUMBER", means: `${measures.join(", ")} (nfe)` },
    y: { value: "NUMBER", means: `the same (bits)` },
    rows: { value: "KEY", means: `a row of panels for each ${rowKeys.join(", ")} (model)` },
    where: {
      value: "KEY=VALUE",
      means: `only these results, by ${
        filters.join(", ")
      }; several must all hold; none is what a sampler does not have`,
    },
    title: { value: "TEXT", means: "above the picture" },
    out: { value: "FILE.svg", means: "the picture" },
    json: { means: "the numbers instead, seeds put together" },
  },
  examples: [
    "blockgen plot results.jsonl --x nfe --y bits --out quality.svg",
    "blockgen plot results.jsonl --x entropy --y bits --where budget=17 --out frontier.svg",
  ],
  run,
};
