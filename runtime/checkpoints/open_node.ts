import { chain, type Either, isLeft, left, map, right } from "fp-ts/lib/Either.js";
import { pipe } from "fp-ts/lib/function.js";
import { readFile, stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { reasonOf } from "../thrown.ts";
import type { Bytes } from "./bytes.ts";
import { type Checkpoint, loadCheckpoint } from "./checkpoint.ts";
import type { CheckpointError } from "./errors.ts";
import { bytesOfFile } from "./file_bytes_node.ts";
import type { HubError } from "./hub_error.ts";
import { hubSettings, type OpenOptions } from "./hub_settings_node.ts";
import { fetchSnapshot } from "./hub_snapshot_node.ts";
import { placeOf } from "../shipped/place_node.ts";
import { readReference } from "./reference.ts";

/** A checkpoint on this disk. */
export interface OpenedCheckpoint extends Checkpoint {
  /** Where its files are, a tokenizer's too. */ readonly folder: string;
}

/**
 * Opens a checkpoint: a folder that holds `model.safetensors` and `config.json`, `hf:owner/name[/path/inside][@revision]`, or
 * `shipped:masked`, `shipped:uniform` or `shipped:ar` of this package.
 *
 * What comes from the hub is kept in a cache, checked against the hub's checksum, and fetched on from where it broke off.
 * Weights are read from disk tensor by tensor; close `weights` when they are loaded.
 *
 * @param reference A path, or a place on the hub.
 * @returns The checkpoint with its abilities, or what is wrong: see `describeCheckpoint`.
 */
export const openCheckpoint = async (
  reference: string,
  options: OpenOptions = {},
): Promise<Either<CheckpointError, OpenedCheckpoint>> => {
  const place = pipe(placeOf(reference), chain(readReference));
  if (isLeft(place)) { return place; }
  if (place.right._tag === "Folder") {
    const folder = resolve(place.right.path);
    return await openFolder(folder, folder, options);
  }
  const { repository, inside } = place.right;
  const folder = await fetchSnapshot(place.right, hubSettings(options));
  return isLeft(folder) ? folder : await openFolder(folder.right, join(`hf:${repository}`, inside), options);
};

const openFolder = async (
  folder: string,
  reference: string,
  options: OpenOptions,
): Promise<Either<CheckpointError, OpenedCheckpoint>> => {
  const config = await readText(join(folder, "config.json"));
  if (isLeft(config)) { return config; }
  const bytes = await openFile(join(folder, "model.safetensors"));
  if (isLeft(bytes)) { return bytes; }
  const loaded = await loadCheckpoint(bytes.right, config.right, reference, options);
  return pipe(loaded, map((checkpoint) => ({ ...checkpoint, folder })));
};

/** Longest configuration that is read, in bytes. */
const LONGEST_CONFIG = 2 ** 22;

const readText = async (path: string): Promise<Either<CheckpointError, string>> => {
  const size = await sizeOf(path);
  if (isLeft(size)) { return size; }
  if (size.right > LONGEST_CONFIG) { return left({ _tag: "ConfigTooLong", found: size.right, limit: LONGEST_CONFIG }); }
  return await attempt(path, () => readFile(path, "utf8"));
};

const openFile = async (path: string): Promise<Either<HubError, Bytes>> => {
  const size = await sizeOf(path);
  return isLeft(size) ? size : await attempt(path, () => bytesOfFile(path));
};

/** Only files are opened: to open a pipe would wait for its writer. */
const sizeOf = async (path: string): Promise<Either<HubError, number>> => {
  const found = await attempt(path, () => stat(path));
  if (isLeft(found)) { return found; }
  return found.right.isFile()
    ? right(found.right.size)
    : left({ _tag: "NoSuchFile", path, reason: "it is something else" });
};

const attempt = async <A>(path: string, act: () => Promise<A>): Promise<Either<HubError, A>> => {
  try {
    return right(await act());
  } catch (thrown) {
    const absent = thrown instanceof Error && "code" in thrown && thrown.code === "ENOENT";
    const reason = absent ? `there is no ${basename(path)}` : reasonOf(thrown);
    return left({ _tag: "NoSuchFile", path, reason });
  }
};
