import { isLeft } from "fp-ts/lib/Either.js";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { ar, arpc } from "../../../dsl/mod.ts";
import {
  bibleNames,
  describeLoadError,
  describeModelFilesError,
  modelFromFiles,
  run,
  shippedModel,
  type ShippedName,
  shippedNames,
  wordNames,
} from "../../../runtime/mod.ts";
import { shippedFolder } from "../../../runtime/shipped/place_node.ts";
import { readLog } from "../../../runtime/train/log.ts";
import { settingsIn } from "../../../runtime/train/settings_file_node.ts";
import { skipUnless } from "../../support/skip.ts";

const megabyte = 1e6;
const files = [
  "README.md",
  "config.json",
  "curve.svg",
  "log.jsonl",
  "model.safetensors",
  "tokenizer.json",
  "train.json",
];
const here = shippedNames.filter((name) => existsSync(shippedFolder(name)));
const textOf = (name: ShippedName, file: string): string => readFileSync(join(shippedFolder(name), file), "utf8");
const filesOf = (name: ShippedName) => ({
  weights: new Uint8Array(readFileSync(join(shippedFolder(name), "model.safetensors"))),
  config: textOf(name, "config.json"),
  tokenizer: textOf(name, "tokenizer.json"),
});
const program = arpc({ size: 16, steps: 2, by: ar.nll });
const options = { length: 32, seed: 3, backend: "host" } as const;
/** Networks of word problems are asked one: they were never trained to write questions. */
const promptFor = (name: ShippedName) =>
  wordNames.some((one) => one === name)
    ? { prompt: "Ann has 20 eggs. She gives away 7. How many eggs does Ann have now?\n" }
    : {};
const textFrom = async (model: Parameters<typeof run>[1], name: ShippedName): Promise<string> => {
  const result = await run(program, model, { ...options, rows: [promptFor(name)] })();
  if (isLeft(result)) { throw new Error(JSON.stringify(result.left)); }
  return result.right.rows[0]!.text!;
};

const folders = suite("what ships");
folders("is the pair, complete, in at most 6 MB", () => {
  assert.ok(here.includes("masked") && here.includes("uniform"));
  let bytes = 0;
  for (const name of here) {
    assert.equal(readdirSync(shippedFolder(name)).sort(), [...files].sort());
    bytes += files.reduce((sum, file) => sum + statSync(join(shippedFolder(name), file)).size, 0);
  }
  assert.ok(bytes <= 6 * megabyte, String(bytes));
});
const settingsWithoutNoise = async (name: ShippedName) => {
  const found = await settingsIn(shippedFolder(name));
  if (isLeft(found)) { throw new Error(name); }
  const { process: _process, loss: _loss, blocks: _blocks, ...rest } = found.right;
  return rest;
};
folders("is, of the Bible, a pair of one budget that began from the network that reads left to right", async () => {
  const { from, ...masked } = await settingsWithoutNoise("masked");
  const ar = await settingsWithoutNoise("ar");
  assert.equal(await settingsWithoutNoise("uniform"), { from, ...masked });
  assert.match(from ?? "", /\/ar$/);
  assert.equal({ ...masked, steps: ar.steps, rate: ar.rate }, ar);
  for (const name of bibleNames) { assert.is(textOf(name, "tokenizer.json"), textOf("ar", "tokenizer.json")); }
});
folders("is, of word problems, one that learned to copy and one that began from it", async () => {
  const { start, steps: _steps, ...masked } = await settingsWithoutNoise("word-masked");
  const { from, steps: _others, ...uniform } = await settingsWithoutNoise("word-uniform");
  assert.equal([start, from], ["copying", "out/word-masked"]);
  assert.equal(uniform, masked);
  assert.is(textOf("word-uniform", "tokenizer.json"), textOf("word-masked", "tokenizer.json"));
});
folders("says how it was made", () => {
  for (const name of here) {
    const readme = textOf(name, "README.md");
    for (
      const fact of [
        /public domain|MIT, as the repository/,
        /--seed \d+/,
        /--steps \d+/,
        /bits per character/,
        /make_node\.ts/,
      ]
    ) {
      assert.match(readme, fact);
    }
    const log = readLog(textOf(name, "log.jsonl"));
    if (isLeft(log)) { throw new Error(name); }
    for (const kind of ["train", "eval"]) { assert.ok(log.right.some((one) => one.kind === kind), kind); }
  }
});
folders.run();

const models = suite("models that ship");
for (const name of shippedNames) {
  skipUnless(here.includes(name), `${name} does not ship yet`)(models)(
    `${name} runs, from the disk and from bytes alike`,
    async () => {
      const [disk, bytes] = [
        await shippedModel(name, { engine: "host" }),
        await modelFromFiles(filesOf(name), { engine: "host" }),
      ];
      if (isLeft(disk)) { throw new Error(describeLoadError(disk.left)); }
      if (isLeft(bytes)) { throw new Error(describeModelFilesError(bytes.left)); }
      assert.is(disk.right.abilities.process, name.endsWith("uniform") ? "uniform" : "absorbing");
      assert.is(disk.right.abilities.arVerify, true);
      assert.is(disk.right.abilities.prediction, "loo");
      const text = await textFrom(disk.right, name);
      assert.is(await textFrom(bytes.right, name), text);
      assert.match(text, /[a-z]{3}/);
      await disk.right.dispose();
    },
  );
}
models("are refused in a sentence where a file is none", async () => {
  const model = await modelFromFiles({ ...filesOf("masked"), tokenizer: "{}" }, { engine: "host" });
  assert.ok(isLeft(model));
  assert.match(isLeft(model) ? describeModelFilesError(model.left) : "", /^Cannot /);
});
models("have names, and others are refused in a sentence", async () => {
  const model = await shippedModel("maskd" as ShippedName);
  assert.match(
    isLeft(model) ? describeLoadError(model.left) : "",
    /no model of that name: masked, uniform, ar, word-masked, word-uniform ship/,
  );
});
models.run();
