import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isLeft, isRight } from "fp-ts/lib/Either.js";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { describeJaxMissing, loadJax } from "../../../runtime/blockdit/jax/load.ts";
import { beginFrom } from "../../../runtime/train/begin_from_node.ts";
import { describeTrain } from "../../../runtime/train/mod.ts";
import { trainInFolder } from "../../../runtime/train/run_node.ts";
import { loadState } from "../../../runtime/train/state_files_node.ts";
import { toyData } from "../../support/training_run.ts";
import { tinyConfig } from "../../support/training_twin.ts";

const jax = await loadJax("wasm");
if ("_tag" in jax) { throw new Error(describeJaxMissing(jax)); }

const mixture = { blocks: [{ size: 1, weight: 1 }, { size: 4, weight: 3 }], layers: 1 };
const masked = tinyConfig({ ...mixture, process: "absorbing", steps: 3 });
const uniform = tinyConfig({ ...mixture, process: "uniform", steps: 2 });

const begun = suite<{ folder: string; first: string }>("a run that begins from another's network");
begun.before(async (context) => {
  context.folder = await mkdtemp(join(tmpdir(), "blockgen-from-"));
  context.first = join(context.folder, "first");
  const ended = await trainInFolder({ jax, config: masked, data: toyData, folder: context.first, resume: false });
  assert.ok(isRight(ended));
});
begun.after(({ folder }) => rm(folder, { recursive: true }));

begun("has its averaged parameters, and begins at the beginning", async ({ first }) => {
  const [state, end] = [await beginFrom(first, uniform, toyData), await loadState(join(first, "state"))];
  assert.ok(isRight(state) && isRight(end));
  const { step, tokens, parameters, ema, second } = state.right;
  assert.equal([step, tokens], [0, 0]);
  const byName = (tensors: typeof ema) => new Map(tensors.map(({ name, values }) => [name, [...values]]));
  assert.equal(byName(parameters), byName(end.right.state.ema));
  assert.equal(byName(ema), byName(end.right.state.ema));
  assert.ok(second.every(({ values }) => values.every((x) => x === 0)));
});

begun("may have another noise, and is resumed as any run", async ({ folder, first }) => {
  const run = { jax, config: { ...uniform, from: first }, data: toyData, folder: join(folder, "second") };
  assert.equal(await trainInFolder({ ...run, resume: false }), { _tag: "Right", right: "finished" });
  assert.equal(await trainInFolder({ ...run, resume: true }), { _tag: "Right", right: "finished" });
});

begun("is refused in a sentence where network or tokenizer is another, or there is none", async ({ folder, first }) => {
  const said = async (place: string, config = uniform, data = toyData): Promise<string> => {
    const found = await beginFrom(place, config, data);
    return isLeft(found) ? describeTrain(found.left) : "";
  };
  const wide = { ...uniform, width: 2 * uniform.width };
  assert.match(await said(first, wide), /^Cannot begin from the network in .*: \S+ must have the shape .*: found \d+/);
  assert.match(await said(first, { ...uniform, layers: 2 }), /found no such tensor$/);
  assert.match(await said(first, { ...uniform, heads: 1 }), /its heads must be 1: found 2$/);
  const file = join(first, "config.json");
  const text = await readFile(file, "utf8");
  const edited = async (from: string, to: string): Promise<string> => {
    await writeFile(file, text.replace(from, to));
    const sentence = await said(first);
    await writeFile(file, text);
    return sentence;
  };
  assert.match(await edited('"relu2"', '"gelu"'), /its activation must be relu2: found gelu$/);
  assert.match(
    await edited('"x0_causal": true', '"x0_causal": false'),
    /its causal context must be true: found false$/,
  );
  assert.match(await edited('"n_blocks": 1', '"n_blocks": 2'), /its layers must be 1: found 2$/);
  assert.match(
    await said(first, uniform, { ...toyData, tokenizerJson: "another" }),
    /its tokenizer must be that of this text/,
  );
  assert.match(await said(join(folder, "nowhere")), /^Cannot begin from the network in .*nowhere: /);
  assert.match(await said("shipped:nobody"), /shipped:nobody: what ships is masked, uniform, ar, /);
  assert.match(await said("shipped:ar"), /shipped:ar: its tokenizer must be that of this text/);
});
begun.run();
