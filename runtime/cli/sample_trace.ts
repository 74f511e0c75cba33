import { type Either, isLeft, left, right } from "fp-ts/lib/Either.js";
import { access, constants, writeFile } from "node:fs/promises";
import { dirname, extname } from "node:path";
import type { Film } from "../pictures/mod.ts";
import { timelineHtml, timelineSvg, type TraceFacts, traceJson } from "../pictures/mod.ts";
import type { Event } from "../trace.ts";
import { type Arguments, has } from "./arguments.ts";
import { failed, type Failure, misused } from "./failure.ts";
import { suggestion } from "./nearest.ts";
import { traceNames } from "./sample_options.ts";

const formats = ["html", "svg", "json"] as const;

/** A picture of a run to be written. */
export interface Picture {
  readonly file: string;
  readonly format: typeof formats[number];
  /** Does an SVG play? */ readonly animated: boolean;
}

/** What `--trace` asks for, given as often as one likes. */
export interface TraceWish {
  /** How much is told on the way. */ readonly level: typeof traceNames[number];
  readonly pictures: readonly Picture[];
}

/** Reads `--trace` and `--animate`. */
export const traceWish = (args: Arguments): Either<Failure, TraceWish> => {
  const animated = has(args, "animate");
  let wish: TraceWish = { level: "none", pictures: [] };
  for (const word of args.values.get("trace") ?? []) {
    const level = traceNames.find((name) => name === word);
    const format = formats.find((name) => extname(word).toLowerCase() === `.${name}`);
    if (level === undefined && format === undefined) { return misused(neither(word)); }
    wish = format === undefined
      ? { ...wish, level: level! }
      : { ...wish, pictures: [...wish.pictures, { file: word, format, animated }] };
  }
  return animated && wish.pictures.every(({ format }) => format !== "svg")
    ? misused("Cannot use --animate as it is for SVG: write --trace out.svg --animate")
    : right(wish);
};

const neither = (word: string): string =>
  `Cannot use ${JSON.stringify(word)} as --trace: ${suggestion(word, traceNames)}` +
  ", or name a file that ends in .html, .svg or .json";

/** Can all pictures be written? Found out before the run. */
export const canWrite = async ({ pictures }: TraceWish): Promise<Either<Failure, null>> => {
  for (const { file } of pictures) {
    const folder = dirname(file);
    try {
      await access(folder, constants.W_OK);
    } catch {
      return failed(`Cannot write ${file} as there is no folder ${folder} that can be written to`);
    }
  }
  return right(null);
};

/** Writes the pictures and returns their names. */
export const writePictures = async (
  { pictures }: TraceWish,
  films: readonly Film[],
  events: readonly Event[],
  facts: TraceFacts,
): Promise<Either<Failure, readonly string[]>> => {
  const written: string[] = [];
  for (const { file, format, animated } of pictures) {
    const text = format === "html"
      ? timelineHtml(films)
      : format === "svg"
      ? timelineSvg(films, { animated })
      : traceJson(events, films, facts);
    const ended = await write(file, text);
    if (isLeft(ended)) { return ended; }
    written.push(file);
  }
  return right(written);
};

const write = async (file: string, text: string): Promise<Either<Failure, null>> => {
  try {
    await writeFile(file, text);
    return right(null);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    return left({ code: 1, sentence: `Cannot write ${file} as the system says ${code}` });
  }
};
