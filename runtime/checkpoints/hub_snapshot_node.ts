import { type Either, isLeft, left, right } from "fp-ts/lib/Either.js";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { commitOf, isCommit } from "./hub_commit_node.ts";
import type { HubError } from "./hub_error.ts";
import { fetchFile, findFiles, foldersWith } from "./hub_file_node.ts";
import { type HubLibrary, hubLibrary } from "./hub_library_node.ts";
import type { HubSettings } from "./hub_settings_node.ts";
import type { Reference } from "./reference.ts";

/** A checkpoint's files in the order they are fetched: the weights last, so that their presence says that all are there. */
export const CHECKPOINT_FILES = [
  "config.json",
  "tokenizer.json",
  "tokenizer_config.json",
  "model.safetensors",
] as const;
const REQUIRED: readonly string[] = ["config.json", "model.safetensors"];

type OnHub = Extract<Reference, { readonly _tag: "Hub" }>;

/** The local folder of a checkpoint on the hub, after fetching what is not in the cache. */
export const fetchSnapshot = async (reference: OnHub, settings: HubSettings): Promise<Either<HubError, string>> => {
  const { repository, revision } = reference;
  const home = join(settings.cache, "hub", repository.replace("/", "--"));
  if (isCommit(revision) && isComplete(folderOf(home, revision, reference))) {
    return right(folderOf(home, revision, reference));
  }
  const hub = await hubLibrary();
  if (isLeft(hub)) { return hub; }
  const commit = isCommit(revision)
    ? right(revision)
    : await commitOf(hub.right, repository, revision, join(home, "refs", revision.replaceAll("/", "--")), settings);
  if (isLeft(commit)) { return commit; }
  const folder = folderOf(home, commit.right, reference);
  if (isComplete(folder)) { return right(folder); }
  return await fetchAll(hub.right, reference, commit.right, home, settings);
};

const folderOf = (home: string, commit: string, { inside }: OnHub): string => join(home, "snapshots", commit, inside);

const isComplete = (folder: string): boolean => REQUIRED.every((file) => existsSync(join(folder, file)));

const fetchAll = async (
  hub: HubLibrary,
  reference: OnHub,
  commit: string,
  home: string,
  settings: HubSettings,
): Promise<Either<HubError, string>> => {
  const { repository, inside } = reference;
  const pathOf = (file: string): string => inside === "" ? file : `${inside}/${file}`;
  const found = await findFiles(hub, repository, commit, CHECKPOINT_FILES.map(pathOf), settings);
  if (isLeft(found)) { return found; }
  const files = new Map(found.right.map((file) => [file.path, file]));
  const missing = REQUIRED.map(pathOf).find((path) => !files.has(path));
  if (missing !== undefined) { return left(await notThere(hub, reference, commit, missing, settings)); }
  const folder = folderOf(home, commit, reference);
  for (const name of CHECKPOINT_FILES) {
    const file = files.get(pathOf(name));
    if (file === undefined || existsSync(join(folder, name))) { continue; }
    const fetched = await fetchFile(hub, file, join(home, "partial", file.checksum), join(folder, name), settings);
    if (isLeft(fetched)) { return fetched; }
  }
  return right(folder);
};

/** The error for a path without a checkpoint, with folders that have one. */
const notThere = async (
  hub: HubLibrary,
  { repository, inside }: OnHub,
  commit: string,
  missing: string,
  settings: HubSettings,
): Promise<HubError> => {
  const folders = await foldersWith(hub, "model.safetensors", { repository, commit, inside }, settings);
  const those = folders.length === 0 ? "" : `, such as ${folders.map((folder) => folder.slice(0, 120)).join(", ")}`;
  return {
    _tag: "NotOnHub",
    what: `${repository}/${missing}`,
    reason: `name a folder that holds a checkpoint${those}`,
  };
};
