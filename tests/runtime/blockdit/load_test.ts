import { isLeft, isRight } from "fp-ts/lib/Either.js";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { ar, arpc, type Program } from "../../../dsl/mod.ts";
import { diskWeights } from "../../../runtime/blockdit/disk_weights_node.ts";
import { describeLoadError, loadCheckpointModel, type LoadOptions } from "../../../runtime/blockdit/mod.ts";
import { checkpointFromBytes, openSafetensors, type WrittenDtype } from "../../../runtime/checkpoints/mod.ts";
import { bytesOfFile } from "../../../runtime/checkpoints/file_bytes_node.ts";
import { openCheckpoint } from "../../../runtime/checkpoints/open_node.ts";
import { describe } from "../../../runtime/errors.ts";
import { run } from "../../../runtime/run.ts";
import { skipUnless } from "../../support/skip.ts";
import { smallNetwork } from "../../support/small_network.ts";
import { writeSynthetic } from "../../support/synthetic_weights.ts";

const home = await mkdtemp(join(tmpdir(), "blockgen-load-"));
const own = { process: "absorbing", prediction: "full", blockSizes: "any" } as const;
const tokenizer = { type: "blockgen-bpe", version: 1, alphabet: [..."abcdefgh"], merges: [], eos: false };

const written = async (name: string, dtype: WrittenDtype = "F32", withTokenizer = false): Promise<string> => {
  const folder = join(home, name);
  await writeSynthetic(folder, { network: smallNetwork, dtype, seed: 1, own });
  if (withTokenizer) { await writeFile(join(folder, "tokenizer.json"), JSON.stringify(tokenizer)); }
  return folder;
};

const program = arpc({ size: 4, steps: 3, by: ar.nll }) as Program;
const sampled = async (source: Parameters<typeof loadCheckpointModel>[0], options: LoadOptions) => {
  const model = await loadCheckpointModel(source, { threads: 1, ...options });
  if (isLeft(model)) { throw new Error(describeLoadError(model.left)); }
  const result = await run(program, model.right, { length: 12, seed: 3, backend: "host" })();
  await model.right.dispose();
  if (isLeft(result)) { throw new Error(describe(result.left)); }
  return result.right;
};
const sentence = async (source: string, options: LoadOptions = {}): Promise<string> => {
  const model = await loadCheckpointModel(source, { engine: "host", ...options });
  return isLeft(model) ? describeLoadError(model.left) : "loaded";
};

const load = suite("loadCheckpointModel");
load("gives the same tokens from a folder, from what was opened and from memory, on each engine", async () => {
  const folder = await written("plain");
  for (const engine of ["host", "onnx", "gpu:webasm"] as const) {
    const first = await sampled(folder, { engine });
    assert.match(first.engine, new RegExp(`^${engine.split(":")[0]} \\(\\w+\\)$`));
    const opened = await openCheckpoint(folder);
    assert.ok(isRight(opened));
    assert.equal((await sampled(opened.right, { engine })).rows, first.rows);
    const bytes = new Uint8Array(await readFile(join(folder, "model.safetensors")));
    const inMemory = await checkpointFromBytes(bytes, await readFile(join(folder, "config.json"), "utf8"));
    assert.ok(isRight(inMemory));
    assert.equal((await sampled(inMemory.right, { engine })).rows, first.rows);
  }
});
/** The same bits under another name: the writer makes no bfloat16. */
const renamed = (file: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> => {
  const length = new DataView(file.buffer).getUint32(0, true);
  const header = new TextDecoder().decode(file.subarray(8, 8 + length)).replaceAll('"F16"', '"BF16"').trimEnd();
  const text = new TextEncoder().encode(header.padEnd(8 * Math.ceil(header.length / 8)));
  const out = new Uint8Array(8 + text.length + file.length - 8 - length);
  new DataView(out.buffer).setUint32(0, text.length, true);
  out.set(text, 8);
  out.set(file.subarray(8 + length), 8 + text.length);
  return out;
};

load("reads from disk what reading the whole tensor gives, in every number format", async () => {
  const half = join(await written("half", "F16"), "model.safetensors");
  const brain = join(home, "brain.safetensors");
  await writeFile(brain, renamed(new Uint8Array(await readFile(half))));
  for (
    const [path, dtype] of [[join(await written("single"), "model.safetensors"), "F32"], [half, "F16"], [brain, "BF16"]]
  ) {
    const all = await openSafetensors(await bytesOfFile(path!));
    assert.ok(isRight(all));
    const disk = await diskWeights(path!);
    for (const { name, shape, dtype: found } of all.right.entries) {
      const whole = await all.right.tensor(name);
      assert.ok(isRight(whole));
      assert.equal([disk.weights(name).shape, found], [shape, dtype]);
      assert.equal(disk.weights(name).data, whole.right);
    }
    disk.close();
    await all.right.close();
  }
});
load("runs 16-bit weights as the host does", async () => {
  const folder = await written("16 bits", "F16");
  assert.equal((await sampled(folder, { engine: "onnx" })).rows, (await sampled(folder, { engine: "host" })).rows);
});
load("finds the tokenizer beside the weights, or says how there can be one", async () => {
  const [with_, without] = [await written("with", "F32", true), await written("without")];
  const [model, bare] = [
    await loadCheckpointModel(with_, { engine: "host" }),
    await loadCheckpointModel(without, { engine: "host" }),
  ];
  assert.ok(isRight(model) && isRight(bare));
  assert.is(model.right.withoutTokenizer, null);
  assert.equal(model.right.tokenizer?.encode("bad"), { tokens: [1, 0, 3] });
  assert.is(bare.right.tokenizer, undefined);
  assert.match(bare.right.withoutTokenizer!, /tokenizer\.json as there is no such file/);
  const refused = await run(program, bare.right, { length: 8, rows: [{ prompt: "bad" }], backend: "host" })();
  assert.ok(isLeft(refused));
  assert.match(describe(refused.left), /must be tokens, as this model has no tokenizer: found text$/);
  const given = await loadCheckpointModel(without, { engine: "host", tokenizerFolder: with_ });
  assert.ok(isRight(given) && given.right.tokenizer !== undefined);
  for (const one of [model, bare, given]) { await one.right.dispose(); }
});
load(
  "notices that its tokenizer has another vocabulary than the embedding suggests, until somebody says it",
  async () => {
    const folder = await written("padded");
    const write = (alphabet: string) =>
      writeFile(join(folder, "tokenizer.json"), JSON.stringify({ ...tokenizer, alphabet: [...alphabet] }));
    const loaded = async (options: LoadOptions = {}) => {
      const model = await loadCheckpointModel(folder, { engine: "host", ...options });
      if (isLeft(model)) { throw new Error(describeLoadError(model.left)); }
      await model.right.dispose();
      return [model.right.abilities.vocabulary, ...model.right.notices];
    };
    await write("abcdefgh");
    assert.equal(await loaded(), [8]);
    await write("abcdef");
    const [vocabulary, notice, ...rest] = await loaded();
    assert.equal([vocabulary, rest], [8, []]);
    assert.match(
      String(notice),
      /^The tokenizer has 6 tokens and the model is taken to have 8, every row of its embedding but the last, which is read/,
    );
    assert.equal(await loaded({ vocabulary: 6 }), [6]);
    const opened = await openCheckpoint(folder, { vocabulary: 6 });
    assert.ok(isRight(opened) && opened.right.abilities.vocabulary === 6);
    await opened.right.weights.close();
    for (const none of [9, 0, 2.5]) {
      assert.match(
        await sentence(folder, { vocabulary: none }),
        /^Cannot load the checkpoint as { vocabulary } must be a whole number from 1 to 8, as the embedding has 9 rows: found /,
      );
    }
  },
);
load("ends in sentences", async () => {
  const folder = await written("errors");
  assert.match(
    await sentence(join(home, "nowhere")),
    /config\.json as it must be a readable file: there is no config\.json$/,
  );
  assert.match(
    await sentence(folder, { process: "uniform" }),
    /config\.json says absorbing noise and the caller says uniform/,
  );
  assert.match(await sentence(folder, { engine: "gpu:webgl2" }), /^Cannot run on webgl2 here/);
  const config = JSON.parse(await readFile(join(folder, "config.json"), "utf8")) as Record<string, unknown>;
  await writeFile(join(folder, "config.json"), JSON.stringify({ ...config, blockgen: undefined }));
  assert.match(await sentence(folder), /nothing says what noise it was trained with/);
  assert.is(await sentence(folder, { process: "absorbing" }), "loaded");
});
load("refuses weights that are not finite, with the tensor's name", async () => {
  const folder = await written("nan");
  const path = join(folder, "model.safetensors");
  const bytes = new Uint8Array(await readFile(path));
  new DataView(bytes.buffer).setFloat32(bytes.length - 4, NaN, true);
  await writeFile(path, bytes);
  assert.match(await sentence(folder), /tensor ".*".* NaN/);
});
skipUnless(existsSync("/proc/self/fd"), "only Linux lists open files")(load)(
  "lets go of its files, whether it could load or not",
  async () => {
    const open = async (): Promise<number> => (await readdir("/proc/self/fd")).length;
    const folder = await written("files");
    await sentence(folder);
    const before = await open();
    for (const options of [{ process: "uniform" }, { engine: "gpu:webgl2" }] as const) {
      await sentence(folder, options);
    }
    for (const engine of ["host", "onnx", "gpu:webasm"] as const) {
      await sampled(folder, { engine });
    }
    assert.is(await open(), before);
  },
);
load.after(() => rm(home, { recursive: true, force: true }));
load.run();
