import { type Either, isRight, left, right } from "fp-ts/lib/Either.js";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { reasonOf } from "../thrown.ts";
import type { HubError } from "./hub_error.ts";
import { askHub, type HubLibrary } from "./hub_library_node.ts";
import type { HubSettings } from "./hub_settings_node.ts";

/** Is a revision a commit, which cannot change its meaning? */
export const isCommit = (revision: string): boolean => /^[0-9a-f]{40}$/.test(revision);

/** Does the hub give no answer for now? Refusals and absences are answers. */
const isAway = (error: HubError): boolean =>
  error._tag === "Unreachable" || (error._tag === "HubFailed" && (error.status >= 500 || error.status === 429));

/**
 * The commit that a branch or tag stands for now. It is remembered in `memo`, which answers when the hub cannot be
 * reached or has no time (429, 5xx): what was fetched once opens without a network.
 */
export const commitOf = async (
  hub: HubLibrary,
  repository: string,
  revision: string,
  memo: string,
  settings: HubSettings,
): Promise<Either<HubError, string>> => {
  const info = await askHub(
    `${repository}@${revision}`,
    settings,
    (access) => hub.modelInfo({ ...access, name: repository, revision, additionalFields: ["sha"] }),
  );
  if (isRight(info)) {
    const sha = info.right.sha;
    return isCommit(sha) ? remember(memo, sha) : left(noCommit(`${repository}@${revision}`));
  }
  if (!isAway(info.left)) { return info; }
  const known = await readFile(memo, "utf8").catch(() => "");
  return isCommit(known) ? right(known) : info;
};

const noCommit = (what: string): HubError => ({ _tag: "NotOnHub", what, reason: "its answer names no commit" });

const remember = async (memo: string, commit: string): Promise<Either<HubError, string>> => {
  try {
    await mkdir(dirname(memo), { recursive: true });
    await writeFile(memo, commit);
    return right(commit);
  } catch (thrown) {
    return left({ _tag: "CacheFailed", path: memo, reason: reasonOf(thrown) });
  }
};
