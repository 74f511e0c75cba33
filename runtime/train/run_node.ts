import { access, mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Either, isLeft, left, right } from "fp-ts/lib/Either.js";
import type { JaxLibrary } from "../blockdit/jax/load.ts";
import type { WrittenDtype } from "../checkpoints/write_safetensors.ts";
import { reasonOf } from "../thrown.ts";
import { beginFrom } from "./begin_from_node.ts";
import { checkpointFiles } from "./checkpoint.ts";
import type { TrainConfig } from "./config.ts";
import type { TrainData } from "./data.ts";
import type { TrainError } from "./errors.ts";
import type { LogRecord } from "./log.ts";
import { openLog } from "./log_file_node.ts";
import { resumeProblem } from "./resume_problem.ts";
import { sampleTexts } from "./sample.ts";
import type { TrainState } from "./state.ts";
import { loadState, saveState } from "./state_files_node.ts";
import { textProblem } from "./text_problem.ts";
import { train } from "./trainer.ts";

/** A run in a folder. */
export interface FolderRun {
  readonly jax: JaxLibrary;
  readonly config: TrainConfig;
  readonly data: TrainData;
  /** Where its files are: `log.jsonl`, `state/`, and the checkpoint. */ readonly folder: string;
  /** Go on from the state in the folder? */ readonly resume: boolean;
  /** Of the checkpoint's numbers (default F32); the state keeps all bits. */ readonly dtype?: WrittenDtype;
  readonly signal?: AbortSignal;
  /** Hears of every record, and how much of the run is done. */ readonly heard?: (
    record: LogRecord,
    done: number,
  ) => void;
}

/** Writes files whole: nobody reads half of one. */
const writeFiles = async (
  folder: string,
  files: ReadonlyMap<string, Uint8Array | string>,
): Promise<Either<TrainError, void>> => {
  try {
    await mkdir(folder, { recursive: true });
    for (const [name, content] of files) {
      await writeFile(join(folder, `${name}.unfinished`), content);
      await rename(join(folder, `${name}.unfinished`), join(folder, name));
    }
    return right(undefined);
  } catch (thrown) {
    return left({ _tag: "FileFailed", action: "write", file: folder, reason: reasonOf(thrown) });
  }
};

/** What must not be written over; a run that was killed before its first save has left none of it, and starts anew. */
const KEPT = ["model.safetensors", "state/state.safetensors", "state/state.previous.safetensors"];

const findRun = async (folder: string): Promise<string | undefined> => {
  const there = await Promise.all(KEPT.map((name) => access(join(folder, name)).then(() => true, () => false)));
  return KEPT.find((_, i) => there[i]);
};

const firstState = async ({ folder, config, data }: FolderRun): Promise<Either<TrainError, TrainState | undefined>> => {
  const file = await findRun(folder);
  if (file !== undefined) { return left({ _tag: "RunThere", folder, file }); }
  return config.from === undefined ? right(undefined) : await beginFrom(config.from, config, data);
};

const stateOf = async (run: FolderRun): Promise<Either<TrainError, TrainState | undefined>> => {
  if (!run.resume) { return await firstState(run); }
  const loaded = await loadState(join(run.folder, "state"));
  if (isLeft(loaded)) { return loaded; }
  const { state, file } = loaded.right;
  const problem = resumeProblem(state, run, file);
  return problem === null ? right(state) : left(problem);
};

const writeSettings = ({ folder, config }: FolderRun) =>
  writeFiles(folder, new Map([["train.json", `${JSON.stringify(config, null, 2)}\n`]]));

const save = async (run: FolderRun, state: TrainState): Promise<Either<TrainError, void>> => {
  const saved = await saveState(join(run.folder, "state"), state);
  return isLeft(saved) ? saved : await writeFiles(run.folder, checkpointFiles(run.config, run.data, state, run.dtype));
};

/**
 * Runs a training in a folder until its budget is used or the signal says so: logs every update, saves its state and the checkpoint
 * every few minutes, so that a killed run goes on with `resume`. A run whose numbers are no longer finite saves nothing more.
 *
 * @returns Whether the run is finished, or was stopped.
 */
export const trainInFolder = async (run: FolderRun): Promise<Either<TrainError, "finished" | "stopped">> => {
  const short = textProblem(run.data, run.config.length);
  if (short !== null) { return left(short); }
  const from = await stateOf(run);
  if (isLeft(from)) { return from; }
  const log = await openLog(join(run.folder, "log.jsonl"), from.right?.step ?? 0);
  if (isLeft(log)) { return log; }
  const written = await writeSettings(run);
  if (isLeft(written)) { return written; }
  const { jax, config, data, signal } = run;
  const events = train(jax, {
    config,
    data,
    sample: (averages) => sampleTexts(config, data, averages),
    ...(from.right === undefined ? {} : { from: from.right }),
    ...(signal === undefined ? {} : { signal }),
  });
  let ending: "finished" | "stopped" = "stopped";
  for await (const event of events) {
    if (event._tag === "Failed") { return left(event.error); }
    if (event._tag === "Logged") { run.heard?.(event.record, event.done); }
    const written = event._tag === "Logged" ? await log.right.append(event.record) : await save(run, event.state);
    if (isLeft(written)) { return written; }
    if (event._tag === "Saved" && event.ending !== "time to save") { ending = event.ending; }
  }
  return right(ending);
};
