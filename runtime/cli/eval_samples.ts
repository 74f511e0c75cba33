import { type Either, isLeft, right } from "fp-ts/lib/Either.js";
import { describe } from "../errors.ts";
import type { Sample } from "../eval/genppl/mod.ts";
import { charactersOf } from "../eval/judges/judge.ts";
import type { Tokenizer } from "../model.ts";
import { run } from "../run.ts";
import type { RowResult } from "../trace.ts";
import { type Arguments, valueAt } from "./arguments.ts";
import { failed, type Failure } from "./failure.ts";
import { findModel } from "./find_model.ts";
import { optionsOfJudge } from "./genppl_judge.ts";
import { checkKnobs } from "./knobs.ts";
import { namedProgram } from "./load_program.ts";
import { sampleRequest } from "./sample_request.ts";
import type { Samples } from "./samples_in_file.ts";
import type { Terminal } from "./terminal.ts";

/** Texts unless `--rows` says: enough for an interval. */
export const usualRows = "16";
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
  const found = await findModel(args, process, terminal, signal, optionsOfJudge(args));
  if (isLeft(found)) { return found; }
  const { tokenizer } = found.right;
  if (tokenizer === undefined) {
    found.right.leave();
    return failed("Cannot judge texts of a model without a tokenizer: give one with --tokenizer FOLDER");
  }
  const loaded = await found.right.load();
  if (isLeft(loaded)) { return loaded; }
  const { model, dispose, notices } = loaded.right;
  const most = Math.min(usualLength, model.abilities.maximumLength);
  const result = await run(sampler.right.program, model, { ...options, length: length ?? most, signal })();
  await dispose();
  if (isLeft(result)) { return failed(describe(result.left)); }
  const samples = result.right.rows.map((row) => madeOf(row, tokenizer));
  return right({
    made: `${sampler.right.name} on ${model.name}`,
    samples,
    notices: [...notices, ...result.right.notices],
  });
};

/** A prompt was not made: it is read only. */
const madeOf = ({ text, tokens, prompt }: RowResult, { decode }: Tokenizer): Sample => ({
  text: text!,
  given: charactersOf(decode(tokens.slice(0, prompt))),
  tokens: tokens.slice(prompt),
});

/** Windows of a text as long as the samples, to hold their entropy against. */
export const windowsOf = (text: string, length: number): readonly string[] => {
  const characters = Array.from(text);
  const count = Math.min(200, Math.floor(characters.length / Math.max(1, length)));
  const stride = Math.floor(characters.length / Math.max(1, count));
  return Array.from({ length: count }, (_, i) => characters.slice(i * stride, i * stride + length).join(""));
};
