import { type Either, isLeft, map, right } from "fp-ts/lib/Either.js";
import { pipe } from "fp-ts/lib/function.js";
import {
  check,
  type CodecError,
  cost,
  describeCodecError,
  describeProblem,
  diagram,
  explain,
  hash,
  markDifferences,
  needsOf,
  nfeFormula,
  type Program,
  samplerNamed,
  toJson,
  toLink,
  toSource,
} from "../../dsl/mod.ts";
import { type Arguments, has, valueAt } from "./arguments.ts";
import type { Command } from "./command.ts";
import { failed, type Failure, misused } from "./failure.ts";
import { checkKnobs } from "./knobs.ts";
import { findProgram, type NamedProgram } from "./load_program.ts";
import { samplerOptions, samplerSettings } from "./sampler_options.ts";
import { styled, type Terminal } from "./terminal.ts";
import { numberAt, positive } from "./values.ts";

const usualLength = 256;
const mark = "> ";

type Written = Either<Failure, string>;

const written = (code: Either<CodecError, string>): Written =>
  isLeft(code) ? failed(describeCodecError(code.left)) : code;

/** The ways to write a program, by the switch that asks for them. */
const writers: Readonly<Record<string, (program: Program) => Written>> = {
  diagram: (program) => right(diagram(program)),
  source: (program) => written(pipe(toSource(program), map((source) => source.trimEnd()))),
  json: (program) => written(pipe(toJson(program), map((json) => JSON.stringify(json)))),
  link: (program) => written(toLink(program)),
};

const orSentence = (text: Written): string => isLeft(text) ? text.left.sentence : text.right;

const range = ({ least, most }: { readonly least: number; readonly most: number }): string =>
  least === most ? String(least) : `${least} to ${most}`;

const page = ({ name, program }: NamedProgram, length: number, terminal: Terminal): string => {
  const entry = samplerNamed(name);
  const needs = [...new Set(needsOf(program.nodes).map(({ ability }) => ability))];
  const problems = [...new Set(check(program, undefined, { length }).map(describeProblem))];
  return [
    styled(terminal, "bold", entry === undefined ? name : `${name}: ${entry.summary}`),
    ...(entry === undefined ? [] : [entry.paper]),
    "",
    explain(program),
    "",
    `NFE       ${nfeFormula(program)}; ${range(cost(program, { length }))} for ${length} tokens`,
    ...(needs.length === 0 ? [] : [`needs     ${needs.join(", ")}`]),
    `hash      ${hash(program)}`,
    ...problems.map((sentence) => styled(terminal, "yellow", `cannot run  ${sentence}`)),
    "",
    styled(terminal, "bold", "as TypeScript (--source)"),
    orSentence(writers["source"]!(program)),
    "",
    styled(terminal, "bold", "as a Mermaid diagram (--diagram)"),
    diagram(program),
  ].join("\n");
};

/** A program with the lines marked that another one does not have. */
const compared = (program: Program, other: Program, terminal: Terminal): string =>
  markDifferences(other, program, mark, { fold: true }).split("\n")
    .map((line) => line.startsWith(mark) ? styled(terminal, "green", line) : line).join("\n");

const run = async (args: Arguments, terminal: Terminal): Promise<Either<Failure, number>> => {
  const settings = samplerSettings(args);
  const length = numberAt(args, "length", positive);
  if (isLeft(settings)) { return settings; }
  if (isLeft(length)) { return length; }
  const [word] = args.words;
  if (word === undefined) {
    return misused(
      "Cannot explain nothing: write blockgen explain NAME, or a file or a link",
    );
  }
  const found = await findProgram(word, settings.right);
  if (isLeft(found)) { return found; }
  const other = valueAt(args, "compare");
  const against = other === undefined ? null : await findProgram(other, settings.right);
  if (against !== null && isLeft(against)) { return against; }
  const knobs = checkKnobs(settings.right, other === undefined ? [word] : [word, other]);
  if (isLeft(knobs)) { return knobs; }
  const wanted = Object.keys(writers).find((name) => has(args, name));
  const text = wanted !== undefined
    ? writers[wanted]!(found.right.program)
    : against !== null
    ? right(compared(found.right.program, against.right.program, terminal))
    : right(page(found.right, length.right ?? usualLength, terminal));
  if (isLeft(text)) { return text; }
  terminal.out(`${text.right}\n`);
  return right(0);
};

/** `blockgen explain`: says what a sampler does. */
export const explainCommand: Command = {
  name: "explain",
  summary: "say what a sampler does, stage by stage, what it costs, its source and its diagram",
  words: "NAME|FILE|LINK",
  options: {
    compare: { value: "NAME|FILE", means: "mark the lines that this other sampler does not have" },
    diagram: { means: "as a Mermaid flowchart alone" },
    source: { means: "as TypeScript alone" },
    json: { means: "as JSON, which --program reads" },
    link: { means: "as the text of a share link" },
    length: { value: "N", means: `tokens to cost it for (${usualLength})` },
    ...samplerOptions,
  },
  examples: [
    "blockgen explain arpc --steps 16",
    "blockgen explain arpc --compare block-ancestral",
    "blockgen explain ancestral --json > ancestral.json",
  ],
  run,
};
