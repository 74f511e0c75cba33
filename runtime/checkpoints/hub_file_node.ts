import { type Either, isLeft, left, right } from "fp-ts/lib/Either.js";
import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { reasonOf } from "../thrown.ts";
import { checksumOfFile, isChecksum } from "./checksum_node.ts";
import { download } from "./download_node.ts";
import { withLock } from "../file_lock_node.ts";
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
  const wanted = found.right.filter(({ type, path }) => type === "file" && paths.includes(path));
  const files = wanted.map(({ path, size, lfs, oid }): HubFile => ({
    repository,
    commit,
    path,
    size: lfs?.size ?? size,
    checksum: lfs?.oid ?? oid ?? "",
  }));
  // What comes from outside names a file on this disk and bounds its size.
  const bad = files.find(({ size, checksum }) => !isChecksum(checksum) || !(size >= 0));
  return bad === undefined ? right(files) : left({ _tag: "NoChecksum", file: bad.path });
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
 * is moved only when its checksum is right. Threads and processes that want the same file wait for the first of them.
 */
export const fetchFile = async (
  hub: HubLibrary,
  file: HubFile,
  partial: string,
  target: string,
  settings: HubSettings,
): Promise<Either<HubError, null>> => {
  try {
    const fetched = await withLock(
      `${partial}.lock`,
      settings.signal,
      // Who waited finds it there.
      async () => existsSync(target) ? right(null) : await fetchAlone(hub, file, partial, target, settings),
    );
    return fetched ?? left({ _tag: "Stopped", file: file.path, received: 0, total: file.size });
  } catch (thrown) {
    return left({ _tag: "CacheFailed", path: partial, reason: reasonOf(thrown) });
  }
};

const fetchAlone = async (
  hub: HubLibrary,
  file: HubFile,
  partial: string,
  target: string,
  settings: HubSettings,
): Promise<Either<HubError, null>> => {
  const { repository, commit, path, size } = file;
  const info = await askHub(
    path,
    settings,
    (access) => hub.fileDownloadInfo({ ...access, repo: { type: "model", name: repository }, revision: commit, path }),
  );
  if (isLeft(info)) { return info; }
  if (info.right === null) { return left({ _tag: "NotOnHub", what: path, reason: "it was there a moment ago" }); }
  const done = await download({ file: path, url: info.right.url, total: size, path: partial }, settings);
  return isLeft(done) ? done : await moveChecked(file, partial, target);
};

const moveChecked = async (
  { path, size, checksum }: HubFile,
  partial: string,
  target: string,
): Promise<Either<HubError, null>> => {
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
