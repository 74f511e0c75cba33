import { createHash, type Hash } from "node:crypto";
import { closeSync, openSync, readdirSync, readSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { getOrElse, isLeft } from "fp-ts/lib/Either.js";
import { pipe } from "fp-ts/lib/function.js";
import { placeOf } from "../../shipped/place_node.ts";
import { onnxFilesOnDisk } from "../judges/onnx_files_node.ts";
import type { VersionOf } from "./cells.ts";

const ofTokenizer = ["tokenizer.json", "tokenizer_config.json"] as const;
const ofCheckpoint = ["config.json", ...ofTokenizer, "model.safetensors", "model.onnx"] as const;

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

/** Files that a graph may have its weights in: they begin with its name, `model.onnx_data` or `model.onnx.data`. */
const weightsBeside = (graph: string): readonly string[] =>
  readdirSync(dirname(graph)).filter((name) => name.startsWith(basename(graph)) && name !== basename(graph)).toSorted()
    .map((name) => join(dirname(graph), name));

/** A graph, its weights and its tokenizer, wherever they are for the judge; nothing where they are on the hub. */
const onnxPaths = (place: string): readonly string[] => {
  // A graph without a tokenizer of its own is a judge where a plan names one.
  const found = place.startsWith("hf:") ? null : onnxFilesOnDisk(resolve(place), { tokenizerFolder: "" });
  if (found === null || isLeft(found)) { return []; }
  const { graph } = found.right;
  const own = onnxFilesOnDisk(resolve(place));
  const tokenizer = isLeft(own) ? [] : ofTokenizer.map((name) => join(own.right.tokenizer, name));
  return [graph, ...weightsBeside(graph), ...tokenizer].filter(isFile);
};

/** Files that decide what a model or a judge says; those of a kind that ships are where they are on this disk. */
const pathsOf = (reference: string): readonly string[] => {
  if (reference.startsWith("onnx:")) { return onnxPaths(reference.slice("onnx:".length)); }
  const named = reference.replace(/^(?:oracle|ngram|pieces|checkpoint):/, "");
  const place = pipe(placeOf(named), getOrElse(() => named));
  return isFile(place) ? [place] : ofCheckpoint.map((file) => join(place, file)).filter(isFile);
};

const chunk = 1 << 20;

/** A piece at a time: files of weights may be larger than a buffer. */
const feed = (hash: Hash, path: string): void => {
  const [handle, buffer] = [openSync(path, "r"), Buffer.alloc(chunk)];
  try {
    for (let read = readSync(handle, buffer); read > 0; read = readSync(handle, buffer)) {
      hash.update(buffer.subarray(0, read));
    }
  } finally {
    closeSync(handle);
  }
};

const versionOf = (reference: string): string => {
  const paths = pathsOf(reference);
  if (paths.length === 0) { return ""; }
  const hash = createHash("sha256");
  for (const path of paths) { feed(hash, path); }
  return hash.digest("hex").slice(0, 16);
};

/**
 * Tells versions of a model, a judge or a tokenizer's folder apart: 64 bits of SHA-256 over the files that it is read from, or over a
 * text. What has no files here, by name or on the hub, is known by its name: a version that came with the download would make cells of
 * a sweep that goes on others than those of its beginning. Name a commit there, as in `hf:owner/name@COMMIT`.
 */
export const versionOnDisk = (): VersionOf => {
  const known = new Map<string, string>();
  return (reference) => {
    const found = known.get(reference) ?? versionOf(reference);
    known.set(reference, found);
    return found;
  };
};
