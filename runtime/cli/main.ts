import { chain, type Either, isLeft, right } from "fp-ts/lib/Either.js";
import { pipe } from "fp-ts/lib/function.js";
import { type Arguments, type Option, readArguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { evalCommand } from "./eval.ts";
import { explainCommand } from "./explain.ts";
import { type Failure, misused } from "./failure.ts";
import { commandHelp, generalHelp } from "./help.ts";
import { inspectCommand } from "./inspect.ts";
import { suggestion } from "./nearest.ts";
import { plotCommand } from "./plot.ts";
import { sampleCommand } from "./sample.ts";
import { samplersCommand } from "./samplers.ts";
import { sweepCommand } from "./sweep.ts";
import type { Terminal } from "./terminal.ts";
import { trainCommand } from "./train.ts";

/** All commands, in the order of the help. */
export const commands: readonly Command[] = [
  sampleCommand,
  explainCommand,
  inspectCommand,
  samplersCommand,
  trainCommand,
  evalCommand,
  sweepCommand,
  plotCommand,
];
const help: Option = { means: "this text" };

/** The subcommand that the next word names, if there is one, and what stands behind it. */
const narrowed = (command: Command, rest: readonly string[]): readonly [Command, readonly string[]] => {
  const found = command.subcommands?.find(({ name }) => name === rest[0]);
  return found === undefined ? [command, rest] : [{ ...found, name: `${command.name} ${found.name}` }, rest.slice(1)];
};

/** Words that nobody would read are refused: mostly a text with spaces that wants quotes. */
const noMoreWords = ({ name, words, mostWords }: Command, args: Arguments): Either<Failure, Arguments> => {
  const most = mostWords ?? (words === "" ? 0 : 1);
  const extra = args.words[most];
  return extra === undefined ? right(args) : misused(
    `Cannot read ${JSON.stringify(extra)} as blockgen ${name} takes ${
      most === 0 ? "no words of its own" : "one word"
    }: put a text with spaces in quotes`,
  );
};

const dispatch = async (args: readonly string[], terminal: Terminal): Promise<Either<Failure, number>> => {
  const [name = "--help", ...rest] = args;
  if (["--help", "-h", "help"].includes(name)) {
    terminal.out(generalHelp(commands, terminal.width));
    return right(0);
  }
  const first = commands.find((one) => one.name === name);
  if (first === undefined) {
    return misused(
      `Cannot find the command ${JSON.stringify(name)}: ${suggestion(name, commands.map((one) => one.name))}`,
    );
  }
  const [command, words] = narrowed(first, rest);
  if (rest.includes("--help") || rest.includes("-h")) {
    terminal.out(commandHelp({ ...command, options: { ...command.options, help } }, terminal.width));
    return right(0);
  }
  const read = pipe(readArguments(words, command.options), chain((args) => noMoreWords(command, args)));
  return isLeft(read) ? read : await command.run(read.right, terminal);
};

/** Runs one command line and returns its exit code; whatever goes wrong is a sentence on stderr. */
export const main = async (args: readonly string[], terminal: Terminal): Promise<number> => {
  try {
    const ended = await dispatch(args, terminal);
    if (!isLeft(ended)) { return ended.right; }
    terminal.err(`${ended.left.sentence}\n`);
    return ended.left.code;
  } catch (error) {
    terminal.err(
      `Stopped by a mistake in blockgen itself: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    return 1;
  }
};
