import { type Either, isLeft, isRight, right } from "fp-ts/lib/Either.js";
import { unlimited } from "../models/mod.ts";
import { type Arguments, has, valueAt } from "./arguments.ts";
import { checkpointFacts, checkpointLines, samplersOn } from "./checkpoint_facts.ts";
import type { Command } from "./command.ts";
import type { Failure } from "./failure.ts";
import { checkpointRequest } from "./find_model.ts";
import { wrapIndented } from "./layout.ts";
import { isCheckpoint, openCheckpointFor } from "./load_checkpoint.ts";
import { type Loaded, loadModel, processNames, processOf } from "./load_model.ts";
import type { Terminal } from "./terminal.ts";
import { choiceAt } from "./values.ts";

type Noise = typeof processNames[number] | undefined;

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
    samplers: samplersOn(abilities).samplers,
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

/** Facts and the lines that tell them. */
interface Page {
  readonly facts: unknown;
  readonly lines: readonly string[];
}

const oraclePage = async (name: string, noise: Noise): Promise<Either<Failure, Page>> => {
  const loaded = await loadModel(name, processOf(noise ?? "masked"));
  if (isLeft(loaded)) { return loaded; }
  const facts = factsOf(loaded.right);
  return right({ facts, lines: linesOf(facts) });
};

const checkpointPage = async (
  args: Arguments,
  name: string,
  noise: Noise,
  terminal: Terminal,
): Promise<Either<Failure, Page>> => {
  const request = checkpointRequest(args, name, noise);
  if (isLeft(request)) { return request; }
  const opened = await openCheckpointFor(request.right, terminal);
  if (isLeft(opened)) { return opened; }
  const facts = checkpointFacts(opened.right);
  opened.right.close();
  return right({ facts, lines: checkpointLines(facts) });
};

const run = async (args: Arguments, terminal: Terminal): Promise<Either<Failure, number>> => {
  const noise = choiceAt(args, "process", processNames);
  if (isLeft(noise)) { return noise; }
  const name = args.words[0] ?? valueAt(args, "model") ?? "oracle";
  const page = isCheckpoint(name)
    ? await checkpointPage(args, name, noise.right, terminal)
    : await oraclePage(name, noise.right);
  if (isLeft(page)) { return page; }
  const { facts, lines } = page.right;
  const text = has(args, "json")
    ? JSON.stringify(facts)
    : lines.flatMap((line) => wrapIndented(line, terminal.width, HANG)).join("\n");
  terminal.out(`${text}\n`);
  return right(0);
};

/** `blockgen inspect`: says what a model can do. */
export const inspectCommand: Command = {
  name: "inspect",
  summary: "say what a model can do, and which samplers run on it",
  words: "MODEL",
  options: {
    model: {
      value: "MODEL",
      means:
        "oracle (the shipped book), oracle:FILE.txt, masked, uniform or ar (networks that ship), a checkpoint's folder, or hf:owner/name/path",
    },
    tokenizer: { value: "FOLDER", means: "folder of a checkpoint's tokenizer.json (its own)" },
    process: { value: "NAME", means: "noise: masked or uniform (masked; a checkpoint says its own)" },
    json: { means: "as JSON" },
  },
  examples: ["blockgen inspect masked", "blockgen inspect oracle --process uniform"],
  run,
};
