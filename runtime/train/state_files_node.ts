import { mkdir, open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { type Either, isRight, left, right } from "fp-ts/lib/Either.js";
import { reasonOf } from "../thrown.ts";
import type { TrainError } from "./errors.ts";
import { decodeState, encodeState, type TrainState } from "./state.ts";

const CURRENT = "state.safetensors";
const PREVIOUS = "state.previous.safetensors";
const UNFINISHED = "state.unfinished";

/** A state that was read, and the file it came from. */
export interface Loaded {
  readonly state: TrainState;
  readonly file: string;
}

/**
 * Writes the state of a run: to another file first, then on the disk, then renamed, with the one before kept. Whenever the process
 * is killed, `loadState` finds a whole state: the new one or the one before.
 */
export async function saveState(folder: string, state: TrainState): Promise<Either<TrainError, void>> {
  const at = (name: string): string => join(folder, name);
  try {
    await mkdir(folder, { recursive: true });
    await writeThrough(at(UNFINISHED), encodeState(state));
    await rename(at(CURRENT), at(PREVIOUS)).catch(ignoreMissing);
    await rename(at(UNFINISHED), at(CURRENT));
    await flushFolder(folder);
    return right(undefined);
  } catch (thrown) {
    return left({ _tag: "FileFailed", action: "write", file: at(CURRENT), reason: reasonOf(thrown) });
  }
}

/**
 * The newest whole state in a folder: the current file; or the one before, where the current is missing or damaged; or one that was
 * written but not named yet. If none is whole, what is wrong with the first that is there.
 */
export async function loadState(folder: string): Promise<Either<TrainError, Loaded>> {
  let failure: TrainError = { _tag: "NoState", folder };
  for (const name of [CURRENT, PREVIOUS, UNFINISHED]) {
    const file = join(folder, name);
    const state = await readState(file);
    if (isRight(state)) { return right({ state: state.right, file }); }
    if (failure._tag === "NoState" && state.left !== null) { failure = state.left; }
  }
  return left(failure);
}

/** The state in a file; null where there is no file. */
async function readState(file: string): Promise<Either<TrainError | null, TrainState>> {
  try {
    return await decodeState(Uint8Array.from(await readFile(file)), file);
  } catch (thrown) {
    return left(isMissing(thrown) ? null : { _tag: "BadState", file, reason: reasonOf(thrown) });
  }
}

const isMissing = (thrown: unknown): boolean => (thrown as { readonly code?: unknown }).code === "ENOENT";

function ignoreMissing(thrown: unknown): void {
  if (!isMissing(thrown)) { throw thrown; }
}

/** Returns when the bytes are on the disk: a rename must not overtake them. */
async function writeThrough(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, "w");
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Renames are on the disk when their folder is. Some systems cannot flush a folder; there the files are whole all the same. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
