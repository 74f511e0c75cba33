import { type Either, isLeft, left, right } from "fp-ts/lib/Either.js";
import { mkdir, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { reasonOf } from "../thrown.ts";
import { checksumOfFile, isChecksum } from "./checksum_node.ts";
import { download } from "./download_node.ts";
import type { HubError } from "./hub_error.ts";
import { askHub, type HubLibrary } from "./hub_library_node.ts";
import type { HubSettings } from "./hub_settings_node.ts";

/** A file of a repository at a commit, as the hub describes it. */
export interface HubFile {
  readonly repository: string;
  readonly commit: string;
  /** In the repository. */ readonly path: string;
  readonly size: number;
  /** SHA-256 of a large file, git's SHA-1 of a small one. */ readonly checksum: string;
}

/** Which of the named files a repository has at a commit. */
export const findFiles = async (
  hub: HubLibrary,
  repository: string,
  commit: string,
  paths: readonly string[],
  settings: HubSettings,
): Promise<Either<HubError, readonly HubFile[]>> => {
  const found = await askHub(
    repository,
    settings,
    (access) =>
      hub.pathsInfo({ ...access, repo: { type: "model", name: repository }, revision: commit, paths: [...paths] }),
  );
  if (isLeft(found)) { return found; }
  const files: HubFile[] = [];
  for (const { type, path, size, lfs, oid } of found.right) {
    if (type !== "file" || !paths.includes(path)) { continue; }
    const checksum = lfs?.oid ?? oid;
    const total = lfs?.size ?? size;
    // What comes from outside names a file on this disk and bounds its size.
    if (checksum === undefined || !isChecksum(checksum) || !(total >= 0)) {
      return left({ _tag: "NoChecksum", file: path });
    }
    files.push({ repository, commit, path, size: total, checksum });
  }
  return right(files);
};

/** Entries of a repository that are looked through for a suggestion. */
const MOST_ENTRIES = 5000;

/** Folders under `inside` that hold a file of this name, a few of them; none when the hub does not say. */
export const foldersWith = async (
  hub: HubLibrary,
  file: string,
  place: Pick<HubFile, "repository" | "commit"> & { readonly inside: string },
  settings: HubSettings,
): Promise<readonly string[]> => {
  const { repository, commit, inside } = place;
  const found = await askHub(repository, settings, async (access) => {
    const folders: string[] = [];
    let seen = 0;
    const repo = { type: "model", name: repository } as const;
    for await (
      const { path } of hub.listFiles({ ...access, repo, revision: commit, path: inside, recursive: true })
    ) {
      if (path.endsWith(`/${file}`)) { folders.push(path.slice(0, -file.length - 1)); }
      if (folders.length === 4 || ++seen === MOST_ENTRIES) { break; }
    }
    return folders;
  });
  return isLeft(found) ? [] : found.right;
};

/**
 * Fetches a file to `target`, by way of `partial`: there it grows over as many calls as it takes, and from there it
 * is moved only when its checksum is right.
 */
export const fetchFile = async (
  hub: HubLibrary,
  file: HubFile,
  partial: string,
  target: string,
  settings: HubSettings,
): Promise<Either<HubError, null>> => {
  const { repository, commit, path, size, checksum } = file;
  const info = await askHub(
    path,
    settings,
    (access) => hub.fileDownloadInfo({ ...access, repo: { type: "model", name: repository }, revision: commit, path }),
  );
  if (isLeft(info)) { return info; }
  if (info.right === null) { return left({ _tag: "NotOnHub", what: path, reason: "it was there a moment ago" }); }
  const done = await download({ file: path, url: info.right.url, total: size, path: partial }, settings);
  if (isLeft(done)) { return done; }
  try {
    const found = await checksumOfFile(partial, size, checksum);
    if (found !== checksum) {
      await rm(partial);
      return left({ _tag: "WrongChecksum", file: path, want: checksum, found });
    }
    await mkdir(dirname(target), { recursive: true });
    await rename(partial, target);
    return right(null);
  } catch (thrown) {
    return left({ _tag: "CacheFailed", path: target, reason: reasonOf(thrown) });
  }
};
