import { type Either, isLeft, right } from "fp-ts/lib/Either.js";
import { parseArgs } from "node:util";
import { type Failure, misused } from "./failure.ts";
import { suggestion } from "./nearest.ts";

/** One option of a command. */
export interface Option {
  /** What its value is called in the help; a switch has none. */ readonly value?: string;
  readonly means: string;
}

/** The options of a command, by name. */
export type Options = Readonly<Record<string, Option>>;

/** A command line, read: the values of each option in order, and the words without an option. */
export interface Arguments {
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly words: readonly string[];
}

/** `node:util` in its lenient mode, which reports what it saw; the sentences are ours and the same on every runtime. */
const tokensOf = (args: readonly string[], options: Options) =>
  parseArgs({
    args: [...args],
    options: Object.fromEntries(
      Object.entries(options).map(([name, { value }]) => [name, { type: value === undefined ? "boolean" : "string" }]),
    ),
    strict: false,
    tokens: true,
    allowPositionals: true,
  }).tokens;

/** Reads a command line; unknown options and missing values end in a sentence. */
export const readArguments = (args: readonly string[], options: Options): Either<Failure, Arguments> => {
  const values = new Map<string, readonly string[]>();
  const words: string[] = [];
  for (const token of tokensOf(args, options)) {
    if (token.kind === "positional") { words.push(token.value); }
    if (token.kind !== "option") { continue; }
    const read = valueOf(token, options);
    if (isLeft(read)) { return read; }
    values.set(token.name, [...values.get(token.name) ?? [], read.right]);
  }
  return right({ values, words });
};

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

const valueOf = ({ name, rawName, value, inlineValue }: OptionToken, options: Options): Either<Failure, string> => {
  const option = Object.hasOwn(options, name) ? options[name] : undefined;
  if (option === undefined) {
    const known = Object.keys(options).map((known) => `--${known}`);
    return misused(`Cannot read the option ${rawName}: ${suggestion(rawName, known)}`);
  }
  if (option.value === undefined) {
    return value === undefined
      ? right("")
      : misused(`Cannot read ${rawName} as it takes no value: found ${JSON.stringify(value)}`);
  }
  return value === undefined || (inlineValue !== true && value.startsWith("--"))
    ? misused(`Cannot read ${rawName} as its value is missing: write ${rawName} ${option.value}`)
    : right(value);
};

/** Is the switch there? */
export const has = (args: Arguments, name: string): boolean => args.values.has(name);

/** The last value of an option. */
export const valueAt = (args: Arguments, name: string): string | undefined => args.values.get(name)?.at(-1);
