import { type Either, isLeft, isRight, right } from "fp-ts/lib/Either.js";
import { buildSampler, check, samplers } from "../../dsl/mod.ts";
import { unlimited } from "../models/mod.ts";
import { type Arguments, has, valueAt } from "./arguments.ts";
import type { Command } from "./command.ts";
import type { Failure } from "./failure.ts";
import { wrapIndented } from "./layout.ts";
import { type Loaded, loadModel, processNames, processOf } from "./load_model.ts";
import type { Terminal } from "./terminal.ts";
import { choiceAt } from "./values.ts";

/** Where the details begin. */
const HANG = 13;

/** Blanks and line ends as signs. */
const visible = (symbols: string): string => symbols.replaceAll(" ", "\u2423").replaceAll("\n", "\u23ce");

/** What a model says of itself, and which named samplers run on it. */
const factsOf = ({ model, source }: Loaded) => {
  const { abilities, symbols, name, engine } = model;
  const bits = model.bitsPerCharacter(source);
  return {
    name,
    engine,
    ...abilities,
    maximumLength: abilities.maximumLength === unlimited ? null : abilities.maximumLength,
    symbols: symbols.join(""),
    characters: source.length,
    bitsPerCharacter: isRight(bits) ? bits.right : null,
    samplers: samplers.filter((entry) => check(buildSampler(entry), abilities).length === 0).map((entry) => entry.name),
  };
};

const linesOf = (facts: ReturnType<typeof factsOf>): readonly string[] => {
  const can = [
    ...(facts.arVerify ? ["arVerify"] : []),
    ...(facts.rawAtVisible ? ["rawAtVisible"] : []),
    ...(facts.unconditional ? ["unconditional"] : []),
    ...(facts.selfConditioning ? ["selfConditioning"] : []),
  ];
  return [
    `${facts.name}, engine ${facts.engine}`,
    `noise        ${facts.process === "absorbing" ? "masked (absorbing)" : facts.process}`,
    `predictions  ${facts.prediction}`,
    `abilities    ${can.join(", ")}`,
    `block sizes  ${facts.blockSizes === "any" ? "any" : facts.blockSizes.join(", ")}`,
    `length       ${facts.maximumLength ?? "no limit"}`,
    `symbols      ${facts.vocabulary}: ${visible(facts.symbols)}`,
    `its text     ${facts.characters} characters at ${facts.bitsPerCharacter?.toFixed(3) ?? "?"} bits each`,
    `samplers     ${facts.samplers.join(", ")}`,
  ];
};

const run = async (args: Arguments, terminal: Terminal): Promise<Either<Failure, number>> => {
  const process = choiceAt(args, "process", processNames);
  if (isLeft(process)) { return process; }
  const loaded = await loadModel(
    args.words[0] ?? valueAt(args, "model") ?? "oracle",
    processOf(process.right ?? "masked"),
  );
  if (isLeft(loaded)) { return loaded; }
  const facts = factsOf(loaded.right);
  const text = has(args, "json")
    ? JSON.stringify(facts)
    : linesOf(facts).flatMap((line) => wrapIndented(line, terminal.width, HANG)).join("\n");
  terminal.out(`${text}\n`);
  return right(0);
};

/** `blockgen inspect`: says what a model can do. */
export const inspectCommand: Command = {
  name: "inspect",
  summary: "say what a model can do, and which samplers run on it",
  words: "MODEL",
  options: {
    model: { value: "MODEL", means: "oracle (the shipped book) or oracle:FILE.txt" },
    process: { value: "NAME", means: "noise: masked or uniform (masked)" },
    json: { means: "as JSON" },
  },
  examples: ["blockgen inspect oracle --process uniform"],
  run,
};
