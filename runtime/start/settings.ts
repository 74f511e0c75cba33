import { type Either, isLeft, right } from "fp-ts/lib/Either.js";
import { chooseBackend } from "../backends/choose.ts";
import type { EngineChoice } from "../blockdit/choose.ts";
import { type Arguments, has, type Options } from "../cli/arguments.ts";
import { failed, type Failure } from "../cli/failure.ts";
import { engineOf } from "../cli/load_checkpoint.ts";
import { backendNames } from "../cli/sample_options.ts";
import { choiceAt, gather, natural, numberAt, positive } from "../cli/values.ts";
import { describe } from "../errors.ts";
import type { Staging } from "./cast.ts";

/** The options of `npm start`. */
export const options: Options = {
  oracle: { means: "an exact model of Genesis instead of the networks, with exact bits per character" },
  engine: { value: "NAME", means: "what computes the networks: onnx, gpu, host ... (auto)" },
  backend: { value: "NAME", means: `where kernels run: ${backendNames.join(", ")} (auto)` },
  seed: { value: "N", means: "same seed, same text (1)" },
  steps: { value: "N", means: "updates of a block (16; 8 with --oracle)" },
  length: { value: "N", means: "tokens of a text (128; characters with --oracle, 256)" },
  json: { means: "one JSON object at the end, instead of text" },
  help: { means: "this text" },
};

/** What a show is told. */
export interface Settings extends Staging {
  readonly backend: typeof backendNames[number];
  readonly seed: number;
  readonly engine: EngineChoice;
  readonly oracle: boolean;
}

/** Networks take finer steps, and are surer of themselves than they should be at low temperatures. */
const usual: Readonly<Record<"oracle" | "network", Staging>> = {
  oracle: { length: 256, steps: 8, temperature: 0.7 },
  network: { length: 128, steps: 16, temperature: 0.8 },
};

/** This shows gpu.js at work: its best backend here, also where a run of `auto` would take the host, which is faster for few rows. */
const kernelsFor = async (settings: Settings): Promise<Either<Failure, Settings>> => {
  if (settings.backend !== "auto") { return right(settings); }
  const found = await chooseBackend("auto")();
  return isLeft(found) ? failed(describe(found.left)) : right({ ...settings, backend: found.right });
};

/** Reads them, or says which is wrong. */
export const settingsOf = async (args: Arguments): Promise<Either<Failure, Settings>> => {
  const read = gather<Pick<Settings, "backend" | "seed" | "steps" | "length">>({
    backend: choiceAt(args, "backend", backendNames),
    seed: numberAt(args, "seed", natural),
    steps: numberAt(args, "steps", positive),
    length: numberAt(args, "length", positive),
  });
  if (isLeft(read)) { return read; }
  const engine = engineOf(args);
  if (isLeft(engine)) { return engine; }
  const oracle = has(args, "oracle");
  const staging = usual[oracle ? "oracle" : "network"];
  return await kernelsFor({
    backend: "auto",
    seed: 1,
    ...staging,
    engine: engine.right,
    oracle,
    ...read.right,
  });
};
