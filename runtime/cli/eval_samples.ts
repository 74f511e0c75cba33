import { type Either, isLeft, right } from "fp-ts/lib/Either.js";
import * as v from "valibot";
import { describe } from "../errors.ts";
import type { Sample } from "../eval/genppl/mod.ts";
import { run } from "../run.ts";
import { type Arguments, valueAt } from "./arguments.ts";
import { failed, type Failure } from "./failure.ts";
import { findModel } from "./find_model.ts";
import { checkKnobs } from "./knobs.ts";
import { namedProgram } from "./load_program.ts";
import { readText } from "./read_text.ts";
import { sampleRequest } from "./sample_request.ts";
import type { Terminal } from "./terminal.ts";

/** Texts that somebody made, and how. */
export interface Samples {
  readonly made: string;
  readonly samples: readonly Sample[];
}

const row = v.object({ text: v.string(), tokens: v.optional(v.array(v.number())) });
const file = v.union([v.object({ rows: v.pipe(v.array(row), v.nonEmpty()) }), v.pipe(v.array(row), v.nonEmpty()), row]);

const parsed = (text: string): readonly Sample[] | null => {
  try {
    const read = v.safeParse(file, JSON.parse(text));
    if (!read.success) { return null; }
    const found = read.output;
    const rows = Array.isArray(found) ? found : "rows" in found ? found.rows : [found];
    return rows.map(({ text, tokens }) => tokens === undefined ? { text } : { text, tokens });
  } catch {
    return null;
  }
};

/** Texts of a file: what `blockgen sample --json` prints, a JSON object with `text` on each line, or one text as it is. */
export const samplesInFile = async (name: string): Promise<Either<Failure, Samples>> => {
  const text = await readText(name);
  if (isLeft(text)) { return text; }
  if (text.right.trim() === "") { return failed(`Cannot evaluate ${name} as it must hold texts: found none`); }
  const lines = text.right.split("\n").filter((line) => line.trim() !== "").map(parsed);
  const samples = parsed(text.right) ??
    (lines.every((one) => one !== null) ? lines.flat() : [{ text: text.right }]);
  return right({ made: name, samples: samples as readonly Sample[] });
};

/** Texts unless `--rows` says: enough for an interval. */
const usualRows = "16";
const usualLength = 256;

/** Texts of the sampler and the model that the options of `blockgen sample` name. */
export const samplesOfModel = async (
  args: Arguments,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Either<Failure, Samples>> => {
  // Several prompts are rows by themselves.
  const rows: readonly [string, readonly string[]][] = (args.values.get("prompt")?.length ?? 0) > 1
    ? []
    : [["rows", [usualRows]]];
  const request = sampleRequest({ ...args, values: new Map([...rows, ...args.values]) });
  if (isLeft(request)) { return request; }
  const { settings, process, options, length } = request.right;
  const sampler = namedProgram(valueAt(args, "sampler") ?? "arpc", settings);
  if (isLeft(sampler)) { return sampler; }
  const knobs = checkKnobs(settings, [sampler.right.name]);
  if (isLeft(knobs)) { return knobs; }
  const found = await findModel(args, process, terminal, signal);
  if (isLeft(found)) { return found; }
  const loaded = await found.right.load();
  if (isLeft(loaded)) { return loaded; }
  const { model, dispose } = loaded.right;
  const most = Math.min(usualLength, model.abilities.maximumLength);
  const result = await run(sampler.right.program, model, { ...options, length: length ?? most, signal })();
  await dispose();
  if (isLeft(result)) { return failed(describe(result.left)); }
  const samples = result.right.rows.flatMap(({ text, tokens }) => text === undefined ? [] : [{ text, tokens }]);
  return samples.length === 0
    ? failed(`Cannot judge texts of ${model.name} as it must have a tokenizer: give one with --tokenizer FOLDER`)
    : right({ made: `${sampler.right.name} on ${model.name}`, samples });
};

/** Windows of a text as long as the samples, to hold their entropy against. */
export const windowsOf = (text: string, length: number): readonly string[] => {
  const characters = Array.from(text);
  const count = Math.min(200, Math.floor(characters.length / Math.max(1, length)));
  const stride = Math.floor(characters.length / Math.max(1, count));
  return Array.from({ length: count }, (_, i) => characters.slice(i * stride, i * stride + length).join(""));
};
