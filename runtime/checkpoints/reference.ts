import { type Either, left, right } from "fp-ts/lib/Either.js";
import type { HubError } from "./hub_error.ts";

/** Where a checkpoint is. */
export type Reference =
  | { readonly _tag: "Folder"; readonly path: string }
  | {
    readonly _tag: "Hub";
    /** `owner/name` */ readonly repository: string;
    /** Folder inside of it, empty for its root. */ readonly inside: string;
    /** A branch, tag or commit. */ readonly revision: string;
  };

const PART = /^[A-Za-z0-9._-]+$/;
const isPart = (part: string): boolean => PART.test(part) && !/^\.+$/.test(part) && part.length <= 128;

/**
 * Reads a folder's path, or `hf:owner/name[/path/inside][@revision]` for one on the hub; the revision is `main` unless named.
 *
 * @example A published checkpoint
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { readReference } from "blockgen/runtime";
 *
 * deepStrictEqual(readReference("hf:jdeschena/blockgen/baselines/absorb"), {
 *   _tag: "Right",
 *   right: { _tag: "Hub", repository: "jdeschena/blockgen", inside: "baselines/absorb", revision: "main" },
 * });
 * ```
 */
export const readReference = (reference: string): Either<HubError, Reference> => {
  const bad = (reason: string): Either<HubError, never> => left({ _tag: "BadReference", reference, reason });
  if (reference === "" || reference.includes("\0")) { return bad("found no name"); }
  if (!reference.startsWith("hf:")) { return right({ _tag: "Folder", path: reference }); }
  const [path, revision = "main", ...more] = reference.slice("hf:".length).split("@");
  const parts = path.replace(/\/+$/, "").split("/");
  if (more.length > 0) { return bad("found more than one @"); }
  if (parts.length < 2) { return bad("found no owner/name"); }
  const wrong = [...parts, ...revision.split("/")].find((part) => !isPart(part));
  if (wrong !== undefined) { return bad(`found ${JSON.stringify(wrong.slice(0, 60))} where a name must stand`); }
  return right({
    _tag: "Hub",
    repository: parts.slice(0, 2).join("/"),
    inside: parts.slice(2).join("/"),
    revision,
  });
};
