import { type Either, isLeft, right } from "fp-ts/lib/Either.js";
import type { Model } from "../model.ts";
import { type Arguments, valueAt } from "./arguments.ts";
import { type Failure, misused } from "./failure.ts";
import {
  type CheckpointRequest,
  engineOf,
  folderOf,
  isCheckpoint,
  loadInto,
  openCheckpointFor,
  threadsOf,
} from "./load_checkpoint.ts";
import { type LoadedModel, loadedOracle, loadModel, type processNames, processOf } from "./load_model.ts";
import type { Terminal } from "./terminal.ts";

/** A model that was found: what it can do is known, and nothing that computes is there yet. */
export interface FoundModel extends Pick<Model, "abilities" | "tokenizer"> {
  /** Where its files are, if it has files on a disk. */ readonly folder: string | null;
  readonly load: () => Promise<Either<Failure, LoadedModel>>;
  /** Lets go of it without loading. */ readonly leave: () => void;
}

const foundOracle = async (
  name: string,
  noise: typeof processNames[number] | undefined,
): Promise<Either<Failure, FoundModel>> => {
  const oracle = await loadModel(name, processOf(noise ?? "masked"));
  if (isLeft(oracle)) { return oracle; }
  const { abilities, tokenizer } = oracle.right.model;
  return right({
    abilities,
    tokenizer,
    folder: null,
    load: () => Promise.resolve(right(loadedOracle(oracle.right))),
    leave: () => {},
  });
};

/** What the options of a command line say of a checkpoint. */
export const checkpointRequest = (
  args: Arguments,
  reference: string,
  noise: typeof processNames[number] | undefined,
  signal?: AbortSignal,
): Either<Failure, CheckpointRequest> => {
  const engine = engineOf(args);
  if (isLeft(engine)) { return engine; }
  const threads = threadsOf(args, engine.right);
  return isLeft(threads) ? threads : right({
    reference,
    engine: engine.right,
    threads: threads.right,
    process: noise === undefined ? undefined : processOf(noise),
    tokenizerFolder: valueAt(args, "tokenizer"),
    ...(signal === undefined ? {} : { signal }),
  });
};

/**
 * The model of a `--model` option: an oracle, or a checkpoint.
 *
 * @param elsewhere Options that something else reads, which an oracle then need not.
 */
export const findModel = async (
  args: Arguments,
  noise: typeof processNames[number] | undefined,
  terminal: Terminal,
  signal: AbortSignal,
  elsewhere: readonly string[] = [],
): Promise<Either<Failure, FoundModel>> => {
  const name = valueAt(args, "model") ?? "oracle";
  if (!isCheckpoint(name)) {
    const unused = ["engine", "threads", "tokenizer"].find((option) =>
      args.values.has(option) && !elsewhere.includes(option)
    );
    return unused === undefined
      ? await foundOracle(name, noise)
      : misused(`Cannot use --${unused} as it is for checkpoints: name one with --model, a folder or hf:owner/name`);
  }
  const request = checkpointRequest(args, name, noise, signal);
  if (isLeft(request)) { return request; }
  const opened = await openCheckpointFor(request.right, terminal);
  if (isLeft(opened)) { return opened; }
  const { abilities, tokenizer, close } = opened.right;
  return right({
    abilities,
    ...(tokenizer === null ? {} : { tokenizer }),
    folder: folderOf(opened.right),
    load: () => loadInto(opened.right, request.right),
    leave: close,
  });
};
