import * as dsl from "blockgen/dsl";
import { isLeft } from "fp-ts/lib/Either.js";
import * as fpTsFunction from "fp-ts/lib/function.js";
import { moduleOf } from "./imports.ts";

/** What running a text came to. */
export type Evaluated = Readonly<
  | { _tag: "Program"; json: dsl.ProgramJson }
  /** `line` is that of the text, from 1; null if it is not known. */
  | { _tag: "Failed"; sentence: string; line: number | null }
>;

/** What a text may import. */
const MODULES: Readonly<Record<string, unknown>> = {
  "blockgen/dsl": dsl,
  blockgen: dsl,
  "fp-ts/lib/function.js": fpTsFunction,
  "fp-ts/lib/function": fpTsFunction,
  "fp-ts/function": fpTsFunction,
};

const required = (name: string): unknown => {
  if (!Object.hasOwn(MODULES, name)) {
    throw new Error(`Cannot import ${JSON.stringify(name)} here: blockgen/dsl and fp-ts/lib/function.js are there`);
  }
  return MODULES[name];
};

/** `new Function` puts two lines before the body. */
const LINES_BEFORE = 2;

/** The line that a stack names inside of the text, in the words of V8 or of Firefox. */
const lineIn = (stack: string): number | null => {
  const found = /(?:<anonymous>|> Function):(\d+):\d+/.exec(stack);
  return found === null ? null : Math.max(1, Number(found[1]) - LINES_BEFORE);
};

/** The error's own, but for a word of the language that the text does not import. */
const sentenceOf = ({ message }: Error): string => {
  const name = /^(\w+) is not defined$/.exec(message)?.[1];
  const module = name === undefined ? null : moduleOf(name);
  return module === null ? message : `${name} is not imported: add it to the names from ${JSON.stringify(module)}`;
};

const failed = (sentence: string, line: number | null = null): Evaluated => ({ _tag: "Failed", sentence, line });

const isProgram = (value: unknown): value is dsl.Program =>
  typeof value === "object" && value !== null && "nodes" in value && Array.isArray(value.nodes);

/** The program among the exports: the one called `sampler`, else the default one, else the last. */
const programIn = (exported: Readonly<Record<string, unknown>>): dsl.Program | undefined =>
  [exported["sampler"], exported["default"], ...Object.values(exported).reverse()].find(isProgram);

/** Runs the body of a function (see `functionBody`) and gives the program that it returns as JSON; never throws. */
export const evaluate = (body: string): Evaluated => {
  try {
    const exported = new Function("require", body)(required) as Readonly<Record<string, unknown>>;
    const program = programIn(exported);
    if (program === undefined) {
      return failed("The text exports no program: write `export const sampler = blocks(...)`.");
    }
    const json = dsl.toJson(program);
    return isLeft(json)
      ? failed(dsl.describeCodecError(json.left).split("\n")[0]!)
      : { _tag: "Program", json: JSON.parse(JSON.stringify(json.right)) as dsl.ProgramJson };
  } catch (thrown) {
    return thrown instanceof Error ? failed(sentenceOf(thrown), lineIn(thrown.stack ?? "")) : failed(String(thrown));
  }
};
