import { engineNames } from "../blockdit/choose.ts";
import type { Options } from "./arguments.ts";
import { samplerOptions } from "./sampler_options.ts";

/** Names of backends as the options take them. */
export const backendNames = ["auto", "webgpu", "webgl2", "headlessgl", "webasm", "cpu", "host"] as const;
/** How much of a run is told. */
export const traceNames = ["none", "step", "stage"] as const;

/** The options of `blockgen sample`. */
export const sampleOptions: Options = {
  sampler: { value: "NAME", means: "a named sampler: see blockgen samplers (arpc)" },
  program: { value: "FILE|LINK", means: "a sampler from JSON or from a share link, instead of a name" },
  model: {
    value: "MODEL",
    means:
      "oracle (the shipped book), oracle:FILE.txt (a text of yours), masked or uniform (networks that ship), a checkpoint's folder, or hf:owner/name/path",
  },
  engine: { value: "NAME", means: `what computes a checkpoint: ${engineNames.join(", ")} (auto)` },
  threads: {
    value: "N",
    means: "threads of the engine onnx (as many as onnxruntime counts cores: one on some virtual machines)",
  },
  tokenizer: { value: "FOLDER", means: "folder of a checkpoint's tokenizer.json (its own)" },
  process: { value: "NAME", means: "noise: masked or uniform (masked; a checkpoint says its own)" },
  prompt: { value: "TEXT", means: "how the text begins; once for each row" },
  infill: { value: "PATTERN", means: "fixed text from the start, _ is free" },
  length: {
    value: "N",
    means:
      "tokens of the text, prompt included: characters of an oracle, pieces of words of a checkpoint (256, or what the model can)",
  },
  ...samplerOptions,
  seed: { value: "N", means: "same seed, same text (0)" },
  rows: { value: "N", means: "texts to make (1)" },
  backend: { value: "NAME", means: `where kernels run: ${backendNames.join(", ")} (auto)` },
  watch: { means: "show the grid of the first row while it is made; in a pipe, a line for each step" },
  pace: { value: "MS", means: "milliseconds of a step, with --watch (120)" },
  trace: {
    value: "LEVEL|FILE",
    means: `what to tell on the way, on stderr: ${
      traceNames.join(", ")
    } (none); or where to write a picture of the run: .html, .svg or .json; may be given several times`,
  },
  animate: { means: "the .svg of --trace plays, instead of a row for each step" },
  quiet: { means: "the text only" },
  json: { means: "one JSON object at the end, instead of text" },
};
