import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { bytesOf, filesOf } from "../../../docs/playground/build_page.ts";
import { chunks } from "../../../docs/playground/chunks.ts";
import { root } from "../../support/root.ts";
import { builtPlayground } from "../built.ts";

const MEGABYTES = 1_000_000;
const folder = await builtPlayground();
const files = filesOf(folder);

const size = suite("the size of the playground");

size("is under 10 MB with its default model and with both checkpoints, TypeScript apart", () => {
  const [first, later, types] = (["first", "later", "types"] as const).map((loads) =>
    bytesOf(files, loads) / MEGABYTES
  );
  console.log(
    `page and default model ${first!.toFixed(2)} MB, on demand ${later!.toFixed(2)} MB, TypeScript ${
      types!.toFixed(2)
    } MB`,
  );
  assert.ok(first! + later! < 10);
  assert.is(bytesOf(files, "types"), statSync(join(folder, chunks.types.file)).size);
});

size("is what the README of the page says", () => {
  const readme = readFileSync(join(root, "docs/playground/README.md"), "utf8");
  const said = [...readme.matchAll(/([\d.]+) MB/g)].map(([, number]) => Number(number));
  const of = (names: readonly string[]) =>
    files.filter(({ name }) => names.includes(name)).reduce((sum, { bytes }) => sum + bytes / MEGABYTES, 0);
  const editor = of([chunks.editor.file, chunks.evaluate.file]);
  const first = bytesOf(files, "first") / MEGABYTES;
  const untyped = first + bytesOf(files, "later") / MEGABYTES;
  const measured = [first, of([chunks.masked.file]), editor, of([chunks.types.file]), untyped];
  assert.is(said.length, measured.length);
  measured.forEach((megabytes, i) => assert.ok(Math.abs(megabytes - said[i]!) < 0.1, `${megabytes} against ${said}`));
});

size("counts every part of the page", () => {
  const names = files.map(({ name }) => name);
  for (const { file } of Object.values(chunks)) { assert.ok(names.includes(file), file); }
  assert.is(
    files.reduce((sum, { bytes }) => sum + bytes, 0),
    readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0),
  );
});

size("is that of classic scripts that ask nobody for anything", () => {
  const html = readFileSync(join(folder, "index.html"), "utf8");
  assert.not.match(html, /type="module"|https?:\/\//);
  for (const file of ["page.js", chunks.editor.file, chunks.gif.file]) {
    assert.not.match(readFileSync(join(folder, file), "utf8"), /^\s*(import|export)\b/);
  }
});
size.run();
