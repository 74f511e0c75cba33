/**
 * Makes what ships of a finished training: `npx tsx runtime/shipped/make_node.ts RUN_FOLDER [INTO]`.
 *
 * From the folder of `blockgen train`: weights in half precision, configuration, tokenizer, settings, a short log and its curve, a page.
 * The same run makes the same bytes. A development script.
 *
 * @module
 */
import { type Either, isLeft } from "fp-ts/lib/Either.js";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { bytesInMemory } from "../checkpoints/bytes.ts";
import { openSafetensors } from "../checkpoints/safetensors.ts";
import { writeSafetensors } from "../checkpoints/write_safetensors.ts";
import { loadCorpus } from "../train/corpora/load_node.ts";
import type { TrainConfig } from "../train/config.ts";
import { writeCurve } from "../train/curve_file_node.ts";
import { readLog } from "../train/log.ts";
import { settingsIn } from "../train/settings_file_node.ts";
import { compactLogText } from "./make/compact_log.ts";
import { readmeOf } from "./make/readme_of.ts";
import type { ShippedName } from "./names.ts";
import { shippedFolder } from "./place_node.ts";

const must = <A>(found: Either<unknown, A>): A => {
  if (isLeft(found)) { throw new Error(JSON.stringify(found.left)); }
  return found.right;
};

/** Block size 1 alone is the judge; else the noise is the name, behind `word-` for networks of word problems. */
export const shippedNameOf = (
  { blocks, corpus, process }: Pick<TrainConfig, "blocks" | "corpus" | "process">,
): ShippedName => {
  if (blocks.every(({ size }) => size === 1)) { return "ar"; }
  const noise = process === "uniform" ? "uniform" : "masked";
  return corpus === "word-problems" ? `word-${noise}` : noise;
};

/** The weights of a file in half precision, and how many there are. */
export const halved = async (file: Uint8Array<ArrayBuffer>) => {
  const weights = must(await openSafetensors(bytesInMemory(file)));
  const tensors = [];
  for (const { name, shape } of weights.entries) {
    tensors.push({ name, shape, values: Float32Array.from(must(await weights.tensor(name))) });
  }
  return {
    bytes: writeSafetensors(tensors, { dtype: "F16", metadata: { format: "pt" } }),
    parameters: tensors.reduce((sum, { values }) => sum + values.length, 0),
  };
};

/** Writes the files that ship; `into` is the package's own folder for that model unless said. */
export const makeShipped = async (run: string, into?: string): Promise<string> => {
  const text = (name: string): string => readFileSync(join(run, name), "utf8");
  const config = must(await settingsIn(run));
  const name = shippedNameOf(config);
  const folder = into ?? shippedFolder(name);
  const write = (file: string, content: string | Uint8Array): void => writeFileSync(join(folder, file), content);
  mkdirSync(folder, { recursive: true });
  const { bytes, parameters } = await halved(new Uint8Array(readFileSync(join(run, "model.safetensors"))));
  const records = must(readLog(text("log.jsonl")));
  const corpus = must(await loadCorpus(config.corpus));
  const network = { ...JSON.parse(text("config.json")), name: `${corpus.title}, ${name}` };
  write("model.safetensors", bytes);
  write("config.json", `${JSON.stringify(network, null, 2)}\n`);
  write("tokenizer.json", text("tokenizer.json"));
  write("train.json", text("train.json"));
  write("log.jsonl", compactLogText(records));
  write("README.md", readmeOf({ name, config, records, parameters, bytes: bytes.length, corpus }));
  const title = `${corpus.title}, ${name}`;
  must(await writeCurve(join(folder, "log.jsonl"), join(folder, "curve.svg"), title));
  return folder;
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [run, into] = process.argv.slice(2);
  if (run === undefined) {
    console.error(`Cannot make a model without a run: npx tsx ${basename(process.argv[1]!)} RUN_FOLDER [INTO]`);
    process.exitCode = 2;
  } else {
    console.log(await makeShipped(run, into));
  }
}
