import { type Either, isLeft, right } from "fp-ts/lib/Either.js";
import * as v from "valibot";
import type { Sample } from "../eval/genppl/mod.ts";
import { charactersOf } from "../eval/judges/judge.ts";
import { failed, type Failure } from "./failure.ts";
import { readText } from "./read_text.ts";

/** Texts that somebody made, and how. */
export interface Samples {
  readonly made: string;
  readonly samples: readonly Sample[];
  /** What to know of them, in sentences. */ readonly notices: readonly string[];
}

const row = v.object({
  text: v.string(),
  tokens: v.optional(v.array(v.number())),
  // Tokens of the prompt.
  prompt: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0)), 0),
});
const file = v.union([v.object({ rows: v.pipe(v.array(row), v.nonEmpty()) }), v.pipe(v.array(row), v.nonEmpty()), row]);

type Row = v.InferOutput<typeof row>;

const parsed = (text: string): readonly Row[] | null => {
  try {
    const read = v.safeParse(file, JSON.parse(text));
    if (!read.success) { return null; }
    const found = read.output;
    return Array.isArray(found) ? found : "rows" in found ? found.rows : [found];
  } catch {
    return null;
  }
};

/** How many characters a prompt has is known where each token is one. */
const isSpelled = ({ text, tokens, prompt }: Row): boolean => prompt === 0 || tokens?.length === charactersOf(text);

const sampleOf = (row: Row): Sample => {
  const { text, tokens, prompt } = row;
  const given = isSpelled(row) ? prompt : 0;
  return tokens === undefined ? { text, given } : { text, given, tokens: tokens.slice(prompt) };
};

const samplesOf = (made: string, rows: readonly Row[]): Samples => ({
  made,
  samples: rows.map(sampleOf),
  notices: rows.every(isSpelled)
    ? []
    : [`The perplexity is of prompts as well: ${made} does not say at which character the text behind them begins`],
});

/** What begins as texts in JSON do is not taken for prose, nor is what is called JSON; "[Illustration]" is prose. */
const isData = (name: string, text: string): boolean =>
  /\.jsonl?$/i.test(name) || /^\s*(?:\[\s*)?(?:\{\s*["}]|\])/.test(text);

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** The first line that holds no texts; the first of all where the file is JSON as a whole, of something else. */
const complaintOf = (name: string, text: string): Either<Failure, never> => {
  const lines = text.split("\n");
  const bad = isJson(text) ? 0 : lines.findIndex((line) => line.trim() !== "" && parsed(line) === null);
  return failed(
    `Cannot read line ${bad + 1} of ${name} as there must be {"text": "..."}, a list of those, or {"rows": [...]} as ` +
      `blockgen sample --json prints: found ${JSON.stringify(lines[bad]!.trim().slice(0, 60))}`,
  );
};

/**
 * Texts of a file: what `blockgen sample --json` prints, a JSON object with `text` on each line, or one text as it is. What is named
 * `.json` or `.jsonl`, or begins like it, must be the former: a damaged line is an error, not prose.
 */
export const samplesInFile = async (name: string): Promise<Either<Failure, Samples>> => {
  const read = await readText(name);
  if (isLeft(read)) { return read; }
  const text = read.right;
  if (text.trim() === "") { return failed(`Cannot evaluate ${name} as it must hold texts: found none`); }
  if (!isData(name, text)) { return right({ made: name, samples: [{ text }], notices: [] }); }
  const lines = text.split("\n").filter((line) => line.trim() !== "").map(parsed);
  const rows = parsed(text) ?? (lines.every((one) => one !== null) ? lines.flat() : null);
  return rows === null ? complaintOf(name, text) : right(samplesOf(name, rows));
};
