import { type Either, isLeft, right } from "fp-ts/lib/Either.js";
import type { SamplerSettings } from "../../dsl/mod.ts";
import type { RowInput, RunOptions } from "../options.ts";
import { type Arguments, valueAt } from "./arguments.ts";
import { failed, type Failure, misused } from "./failure.ts";
import { processNames } from "./load_model.ts";
import { backendNames, traceNames } from "./sample_options.ts";
import { samplerSettings } from "./sampler_options.ts";
import { suggestion } from "./nearest.ts";
import { choiceAt, gather, natural, numberAt, positive } from "./values.ts";

/** What `blockgen sample` is asked for. */
export interface SampleRequest {
  readonly settings: Partial<SamplerSettings>;
  /** The noise, where the caller names it. */ readonly process: typeof processNames[number] | undefined;
  readonly options: Omit<RunOptions, "length"> & { readonly rows: readonly RowInput[]; readonly seed: number };
  /** Tokens, where the caller says how many. */ readonly length: number | undefined;
  readonly trace: typeof traceNames[number];
}

/** Reads the options of a run, or says which one is wrong. */
export const sampleRequest = (args: Arguments): Either<Failure, SampleRequest> => {
  const settings = samplerSettings(args);
  const read = gather<
    { length: number; rows: number; seed: number; process: typeof processNames[number]; trace: SampleRequest["trace"] }
  >({
    length: numberAt(args, "length", positive),
    rows: numberAt(args, "rows", positive),
    seed: numberAt(args, "seed", natural),
    process: choiceAt(args, "process", processNames),
    trace: choiceAt(args, "trace", traceNames),
  });
  const backend = backendOf(args);
  if (isLeft(settings)) { return settings; }
  if (isLeft(read)) { return read; }
  if (isLeft(backend)) { return backend; }
  const { length, seed = 0, process, trace = "none" } = read.right;
  const rows = rowsOf(args, read.right.rows);
  if (isLeft(rows)) { return rows; }
  const options = { seed, rows: rows.right, backend: backend.right };
  return right({ settings: settings.right, process, options, length, trace });
};

const backendOf = (args: Arguments): Either<Failure, typeof backendNames[number]> => {
  const name = valueAt(args, "backend") ?? "auto";
  const found = backendNames.find((backend) => backend === name);
  return found === undefined
    ? failed(`Cannot find the backend ${JSON.stringify(name)}: ${suggestion(name, backendNames)}`)
    : right(found);
};

/** A row for each prompt; or as many of one kind as were asked for. */
const rowsOf = (args: Arguments, count: number | undefined): Either<Failure, readonly RowInput[]> => {
  const prompts = args.values.get("prompt") ?? [];
  if (prompts.length > 1 && count !== undefined && count !== prompts.length) {
    return misused(`Cannot make ${count} rows of ${prompts.length} prompts: leave --rows out, each prompt is a row`);
  }
  const infill = valueAt(args, "infill");
  const rowOf = (prompt: string | undefined): RowInput => ({
    ...(prompt === undefined ? {} : { prompt }),
    ...(infill === undefined ? {} : { infill }),
  });
  return right(
    prompts.length > 1 ? prompts.map(rowOf) : Array.from({ length: count ?? 1 }, () => rowOf(prompts[0])),
  );
};
