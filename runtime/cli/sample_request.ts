import { type Either, isLeft, right } from "fp-ts/lib/Either.js";
import type { SamplerSettings } from "../../dsl/mod.ts";
import type { RowInput, RunOptions } from "../options.ts";
import { type Arguments, has, valueAt } from "./arguments.ts";
import { failed, type Failure, misused } from "./failure.ts";
import { processNames } from "./load_model.ts";
import { backendNames } from "./sample_options.ts";
import { type TraceWish, traceWish } from "./sample_trace.ts";
import { samplerSettings } from "./sampler_options.ts";
import { suggestion } from "./nearest.ts";
import { choiceAt, gather, natural, numberAt, positive } from "./values.ts";

/** What `blockgen sample` is asked for. */
export interface SampleRequest {
  readonly settings: Partial<SamplerSettings>;
  /** The noise, where the caller names it. */ readonly process: typeof processNames[number] | undefined;
  readonly options: Omit<RunOptions, "length"> & { readonly rows: readonly RowInput[]; readonly seed: number };
  /** Tokens, where the caller says how many. */ readonly length: number | undefined;
  readonly trace: TraceWish;
  /** Milliseconds of a step where the run is watched; null where it is not. */ readonly watch: number | null;
}

const usualPace = 120;

/** Reads the options of a run, or says which one is wrong. */
export const sampleRequest = (args: Arguments): Either<Failure, SampleRequest> => {
  const settings = samplerSettings(args);
  const read = gather<
    { length: number; rows: number; seed: number; pace: number; process: typeof processNames[number] }
  >({
    length: numberAt(args, "length", positive),
    rows: numberAt(args, "rows", positive),
    seed: numberAt(args, "seed", natural),
    process: choiceAt(args, "process", processNames),
    pace: numberAt(args, "pace", natural),
  });
  const backend = backendOf(args);
  const trace = traceWish(args);
  if (isLeft(settings)) { return settings; }
  if (isLeft(read)) { return read; }
  if (isLeft(backend)) { return backend; }
  if (isLeft(trace)) { return trace; }
  const { length, seed = 0, process, pace } = read.right;
  if (pace !== undefined && !has(args, "watch")) { return misused("Cannot use --pace as it is for --watch: add that"); }
  const rows = rowsOf(args, read.right.rows);
  if (isLeft(rows)) { return rows; }
  const watch = has(args, "watch") ? pace ?? usualPace : null;
  const options = { seed, rows: rows.right, backend: backend.right };
  return right({ settings: settings.right, process, options, length, trace: trace.right, watch });
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
