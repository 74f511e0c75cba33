import { type Either, isLeft, isRight, left, right } from "fp-ts/lib/Either.js";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Process } from "../../dsl/mod.ts";
import { type EngineChoice, engineNames, isEngineChoice } from "../blockdit/choose.ts";
import { type CheckpointModel, type LoadOptions, modelOfLoadable, openLoadable } from "../blockdit/load.ts";
import { describeLoadError } from "../blockdit/load_error.ts";
import type { Loadable } from "../blockdit/loadable.ts";
import { isShippedName, shippedPrefix, shippedReference } from "../shipped/names.ts";
import { type Arguments, valueAt } from "./arguments.ts";
import { downloadBar } from "./download_bar.ts";
import { failed, type Failure, misused } from "./failure.ts";
import type { LoadedModel } from "./load_model.ts";
import { suggestion } from "./nearest.ts";
import type { Terminal } from "./terminal.ts";
import { numberAt, positive } from "./values.ts";

/** A model that ships by its short name, unless a folder of that name is here; all else as it is. */
export const fullReference = (name: string): string =>
  isShippedName(name) && !existsSync(name) ? shippedReference(name) : name;

/** Does a `--model` option name a checkpoint: one that ships, a place on the hub, a path, or a folder that is here? */
export const isCheckpoint = (name: string): boolean =>
  name.startsWith("hf:") || name.startsWith(shippedPrefix) || isShippedName(name) ||
  (!name.startsWith("oracle") && (/[\\/]/.test(name) || name.startsWith("."))) ||
  (existsSync(name) && statSync(name).isDirectory());

/** The engine of an `--engine` option, if it is given. */
export const engineOf = (args: Arguments): Either<Failure, EngineChoice> => {
  const name = valueAt(args, "engine") ?? "auto";
  return isEngineChoice(name)
    ? right(name)
    : failed(`Cannot find the engine ${JSON.stringify(name)}: ${suggestion(name, engineNames)}`);
};

/** The threads of a `--threads` option, if it is given: engines other than onnxruntime have none to choose. */
export const threadsOf = (args: Arguments, engine: EngineChoice): Either<Failure, number | undefined> => {
  const threads = numberAt(args, "threads", positive);
  return isRight(threads) && threads.right !== undefined && !/^(?:auto|onnx)/.test(engine)
    ? misused(`Cannot use --threads as it is for the engine onnx: found --engine ${engine}`)
    : threads;
};

/** What a command line says of how to load a checkpoint. */
export interface CheckpointRequest {
  readonly reference: string;
  readonly engine: EngineChoice;
  /** Of onnxruntime; as many as it counts cores where nobody says. */ readonly threads: number | undefined;
  readonly process: Process | undefined;
  readonly tokenizerFolder: string | undefined;
  readonly signal?: AbortSignal;
}

const optionsOf = ({ engine, threads, process, tokenizerFolder, signal }: CheckpointRequest): LoadOptions => ({
  engine,
  process,
  ...(threads === undefined ? {} : { threads }),
  ...(tokenizerFolder === undefined ? {} : { tokenizerFolder }),
  ...(signal === undefined ? {} : { signal }),
});

/** A checkpoint, looked through, without an engine; what comes from the hub shows how far it is. */
export const openCheckpointFor = async (
  request: CheckpointRequest,
  terminal: Terminal,
): Promise<Either<Failure, Loadable>> => {
  const bar = downloadBar(terminal);
  const opened = await openLoadable(fullReference(request.reference), { ...optionsOf(request), progress: bar.show });
  bar.clear();
  return isLeft(opened) ? failed(sentenceOf(opened.left)) : opened;
};

/** Where nothing says what noise it was, the command line's own option is the way to say it. */
const sentenceOf = (error: Parameters<typeof describeLoadError>[0]): string =>
  error._tag === "Checkpoint" && error.error._tag === "ProcessUnknown"
    ? `Cannot load ${error.error.reference} as nothing says what noise it was trained with: add --process masked or --process uniform`
    : describeLoadError(error);

/** Puts it into its engine. */
export const loadInto = async (
  loadable: Loadable,
  request: CheckpointRequest,
): Promise<Either<Failure, LoadedModel>> => {
  const model = await modelOfLoadable(loadable, optionsOf(request));
  if (isLeft(model)) { return left({ code: 1, sentence: describeLoadError(model.left) }); }
  return right({ model: model.right, oracle: null, notices: noticesOf(model.right), dispose: model.right.dispose });
};

const noticesOf = ({ withoutTokenizer, notices }: CheckpointModel): readonly string[] => [
  ...(withoutTokenizer === null ? [] : [`${withoutTokenizer} Give one with --tokenizer FOLDER.`]),
  ...notices,
];

/** Where a checkpoint's files are, if they are on a disk. */
export const folderOf = ({ checkpoint }: Loadable): string | null =>
  "folder" in checkpoint ? String(checkpoint.folder) : null;

/** Bytes of a checkpoint's weights on disk. */
export const bytesOnDisk = (loadable: Loadable): number | null => {
  const folder = folderOf(loadable);
  return folder === null ? null : statSync(join(folder, "model.safetensors")).size;
};
