import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { versionOnDisk } from "../../../../runtime/eval/sweep/version_node.ts";
import { shippedFolder } from "../../../../runtime/shipped/place_node.ts";

const folder = mkdtempSync(join(tmpdir(), "blockgen-version-"));
const at = (...parts: readonly string[]): string => join(folder, ...parts);
const version = (reference: string): string => versionOnDisk()(reference);

/** Does the version change with each of these files, and with no other? */
const decides = (reference: string, files: readonly string[], others: readonly string[]): void => {
  for (const file of [...files, ...others]) {
    const before = version(reference);
    assert.match(before, /^[0-9a-f]{16}$/);
    writeFileSync(file, `${readFileSync(file, "utf8")} changed`);
    assert.is(version(reference) !== before, files.includes(file), `${reference}: ${file}`);
  }
};

const versions = suite("versions of models and judges");
versions("are of a graph wherever exporters put it, its weights, and the tokenizer above or beside it", () => {
  for (const [name, graph] of [["one", "onnx/model.onnx"], ["two", "decoder_model.onnx"]] as const) {
    const own = ["tokenizer.json", "tokenizer_config.json", graph, `${graph}_data`];
    mkdirSync(at(name, "onnx"), { recursive: true });
    for (const file of [...own, "readme.md"]) { writeFileSync(at(name, file), file); }
    const files = own.map((file) => at(name, file));
    decides(`onnx:${at(name)}`, files, [at(name, "readme.md")]);
    decides(`onnx:${at(name, graph)}`, files, [at(name, "readme.md")]);
  }
});
versions("are of a checkpoint's files, or of a text", () => {
  mkdirSync(at("net"));
  const files = ["config.json", "tokenizer.json", "tokenizer_config.json", "model.safetensors"];
  for (const file of [...files, "log.jsonl"]) { writeFileSync(at("net", file), file); }
  decides(at("net"), files.map((file) => at("net", file)), [at("net", "log.jsonl")]);
  assert.is(version(`checkpoint:${at("net")}`), version(at("net")));
  writeFileSync(at("text.txt"), "a text");
  decides(`oracle:${at("text.txt")}`, [at("text.txt")], []);
  assert.equal([version("hf:owner/name"), version("onnx:hf:owner/name"), version("oracle")], ["", "", ""]);
});
versions("of checkpoints that ship are a hash of their files in this order: results that are kept stay theirs", () => {
  const hash = createHash("sha256");
  for (const file of ["config.json", "tokenizer.json", "model.safetensors"]) {
    hash.update(readFileSync(join(shippedFolder("masked"), file)));
  }
  const want = hash.digest("hex").slice(0, 16);
  assert.is(version("shipped:masked"), want);
  assert.is(version("checkpoint:shipped:masked"), want);
});
versions.after(() => rmSync(folder, { recursive: true }));
versions.run();
