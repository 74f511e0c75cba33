import { type Either, isLeft, left, right } from "fp-ts/lib/Either.js";
import { existsSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { commitOf, isCommit } from "../../checkpoints/hub_commit_node.ts";
import type { HubError } from "../../checkpoints/hub_error.ts";
import { fetchFile, findFiles, type HubFile } from "../../checkpoints/hub_file_node.ts";
import { hubLibrary } from "../../checkpoints/hub_library_node.ts";
import { hubSettings, type OpenOptions } from "../../checkpoints/hub_settings_node.ts";
import { readReference } from "../../checkpoints/reference.ts";

/** Where a judge's files are on this disk. */
export interface OnnxFiles {
  readonly graph: string;
  /** Folder of tokenizer.json. */ readonly tokenizer: string;
}

/** Names that exporters give the graph, those without a cache first. */
const graphs = ["model.onnx", "decoder_model.onnx", "onnx/decoder_model.onnx", "onnx/model.onnx"] as const;
const others = ["tokenizer.json", "tokenizer_config.json"] as const;

/** Where else to look. */
export interface OnnxOptions extends OpenOptions {
  /** Folder of tokenizer.json; that of the graph, or the one above it, unless said. */ readonly tokenizerFolder?:
    string;
}

/** The graph and the tokenizer of a file, a folder, or `hf:owner/name[@revision]`, which is fetched into the cache. */
export const onnxFiles = async (
  reference: string,
  options: OnnxOptions = {},
): Promise<Either<HubError, OnnxFiles>> => {
  const place = readReference(reference);
  if (isLeft(place)) { return place; }
  return place.right._tag === "Folder"
    ? onnxFilesOnDisk(resolve(place.right.path), options)
    : await onHub(place.right, options);
};

/** The same of a file or a folder that is here. */
export const onnxFilesOnDisk = (
  path: string,
  { tokenizerFolder }: Pick<OnnxOptions, "tokenizerFolder"> = {},
): Either<HubError, OnnxFiles> => {
  const isFolder = existsSync(path) && statSync(path).isDirectory();
  const graph = isFolder
    ? graphs.map((name) => join(path, name)).find(existsSync)
    : existsSync(path)
    ? path
    : undefined;
  if (graph === undefined) { return left({ _tag: "NoSuchFile", path, reason: `there is no ${graphs.join(", ")}` }); }
  // Exporters put graphs into a folder of their own beside the tokenizer.
  const tokenizer = tokenizerFolder ??
    [dirname(graph), dirname(dirname(graph))].find((at) => existsSync(join(at, "tokenizer.json")));
  return tokenizer === undefined
    ? left({ _tag: "NoSuchFile", path: dirname(graph), reason: `there is no tokenizer.json beside ${basename(graph)}` })
    : right({ graph, tokenizer });
};

type OnHub = { readonly repository: string; readonly inside: string; readonly revision: string };

const onHub = async (
  { repository, inside, revision }: OnHub,
  options: OnnxOptions,
): Promise<Either<HubError, OnnxFiles>> => {
  const settings = hubSettings(options);
  const home = join(settings.cache, "hub", repository.replace("/", "--"));
  const hub = await hubLibrary();
  if (isLeft(hub)) { return hub; }
  const memo = join(home, "refs", revision.replaceAll("/", "--"));
  const commit = isCommit(revision) ? right(revision) : await commitOf(hub.right, repository, revision, memo, settings);
  if (isLeft(commit)) { return commit; }
  const folder = join(home, "snapshots", commit.right, inside);
  if (!graphs.some((name) => existsSync(join(folder, name)))) {
    const pathOf = (name: string): string => inside === "" ? name : `${inside}/${name}`;
    // Weights above 2 GB are in a file of their own.
    const names = [...others, ...graphs.flatMap((name) => [`${name}_data`, name])].map(pathOf);
    const found = await findFiles(hub.right, repository, commit.right, names, settings);
    if (isLeft(found)) { return found; }
    for (const file of wanted(found.right, names)) {
      const to = join(folder, inside === "" ? file.path : file.path.slice(inside.length + 1));
      if (existsSync(to)) { continue; }
      const fetched = await fetchFile(hub.right, file, join(home, "partial", file.checksum), to, settings);
      if (isLeft(fetched)) { return fetched; }
    }
  }
  return onnxFilesOnDisk(folder, options);
};

/** Of the graphs one is enough, with its weights; it is fetched last, so that its presence says that all are there. */
const wanted = (files: readonly HubFile[], names: readonly string[]): readonly HubFile[] => {
  const here = new Map(files.map((file) => [file.path, file]));
  const graph = names.find((name) => name.endsWith(".onnx") && here.has(name));
  return names.filter((name) => name.endsWith(".json") || name === graph || name === `${graph}_data`)
    .flatMap((name) => here.get(name) ?? []);
};
