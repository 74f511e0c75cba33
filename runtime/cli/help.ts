import type { Options } from "./arguments.ts";
import type { Command } from "./command.ts";
import { wrap } from "./layout.ts";

const INDENT = "  ";

/** The help of the whole command line. */
export const generalHelp = (commands: readonly Command[], width: number): string =>
  [
    "blockgen: samplers for discrete-diffusion language models",
    "",
    "Usage: blockgen COMMAND [options]",
    "",
    ...table(commands.map(({ name, summary }) => [name, summary]), width),
    "",
    "Examples",
    ...commands.flatMap(({ examples }) => examples.slice(0, 1)).map((example) => `${INDENT}${example}`),
    "",
    "blockgen COMMAND --help says more. The README explains samplers, scores and noise.",
    "",
  ].join("\n");

/** The help of one command. */
export const commandHelp = (command: Command, width: number): string =>
  [
    `blockgen ${command.name}: ${command.summary}`,
    "",
    `Usage: ${["blockgen", command.name, command.words, "[options]"].filter((word) => word !== "").join(" ")}`,
    "",
    ...(command.subcommands === undefined ? table(rowsOf(command.options), width) : [
      ...table([
        ...command.subcommands.map(({ name, summary }) => [name, summary] as const),
        ["--help", "this text; behind one of these words, the options of that one"],
      ], width),
    ]),
    ...(command.examples.length === 0
      ? []
      : ["", "Examples", ...command.examples.map((example) => `${INDENT}${example}`)]),
    "",
  ].join("\n");

const rowsOf = (options: Options): readonly (readonly [string, string])[] =>
  Object.entries(options).map((
    [name, { value, means }],
  ) => [`--${name}${value === undefined ? "" : ` ${value}`}`, means]);

/** Two columns; the second is wrapped to what is left of the line. */
const table = (rows: readonly (readonly [string, string])[], width: number): readonly string[] => {
  const first = Math.max(...rows.map(([left]) => left.length)) + 2;
  return rows.flatMap(([left, right]) =>
    wrap(right, Math.max(20, width - first - INDENT.length)).map((line, i) =>
      `${INDENT}${(i === 0 ? left : "").padEnd(first)}${line}`.trimEnd()
    )
  );
};
