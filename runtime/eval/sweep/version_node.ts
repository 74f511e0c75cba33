import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { getOrElse } from "fp-ts/lib/Either.js";
import { pipe } from "fp-ts/lib/function.js";
import { placeOf } from "../../shipped/place_node.ts";
import type { VersionOf } from "./cells.ts";

const files = ["config.json", "tokenizer.json", "tokenizer_config.json", "model.safetensors", "model.onnx"] as const;

/** What is behind the kind of a judge or an oracle, on this disk if it ships. */
const filesOf = (reference: string): string => {
  const place = reference.replace(/^(?:oracle|ngram|pieces|checkpoint|onnx):/, "");
  return pipe(placeOf(place), getOrElse(() => place));
};

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

/**
 * Tells versions of a model or a judge apart: 64 bits of SHA-256 over a checkpoint's files, or over a text. What has no files here, by
 * name or on the hub, is known by its name; name a commit there.
 */
export const versionOnDisk = (): VersionOf => {
  const known = new Map<string, string>();
  return (reference) => {
    const found = known.get(reference) ?? versionOf(filesOf(reference));
    known.set(reference, found);
    return found;
  };
};

const versionOf = (place: string): string => {
  const paths = isFile(place) ? [place] : files.map((file) => join(place, file)).filter(isFile);
  if (paths.length === 0) { return ""; }
  const hash = createHash("sha256");
  for (const path of paths) { hash.update(readFileSync(path)); }
  return hash.digest("hex").slice(0, 16);
};
