import { ar, arpc, blockAncestral, bodyOf, buildSampler, custom, program, samplerFacts, samplers } from "blockgen/dsl";
import { loadBook, markovOracle, type Model, sample } from "blockgen/runtime";
import { isLeft, isRight } from "fp-ts/lib/Either.js";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { scriptOf } from "../../../docs/playground/program/script.ts";
import type { ModelChoice, Setup } from "../../../docs/playground/setup.ts";
import { hasDeno, runDeno } from "../../support/deno.ts";
import { type Ended, runTypeScript } from "../../support/process.ts";
import { root } from "../../support/root.ts";
import { requiredInCi } from "../../support/skip.ts";
import { compileErrors } from "../../support/types/compile.ts";

const script = suite("exported scripts");

const text = 'a "rose" is a rose\nis a `rose` is ${a} rose — and so \\n on\u2028'.repeat(8);
const setup: Setup = {
  version: 1,
  sides: [
    {
      model: { _tag: "Book", process: "absorbing" },
      sampler: "arpc",
      nodes: arpc({ size: 8, steps: 3, by: ar.nll }).nodes,
    },
    {
      model: { _tag: "Text", process: "uniform" },
      sampler: null,
      nodes: blockAncestral({ size: 8, steps: 4 }).nodes,
    },
  ],
  text,
  prompt: "is a ",
  length: 29,
  seed: 7,
  lesson: null,
};

const written = (side: 0 | 1, of: Setup = setup): string => {
  const source = scriptOf(of, side, "side.mts");
  if (isLeft(source)) { throw new Error(source.left); }
  return source.right;
};

const tokensOf = async (side: 0 | 1): Promise<readonly number[]> => {
  const { model, nodes } = setup.sides[side];
  if (model._tag === "Shipped") { throw new Error("an oracle is wanted"); }
  const source = model._tag === "Book" ? (await loadBook()).text : text;
  const oracle: Model = markovOracle(source, { process: model.process });
  const { length, seed, prompt } = setup;
  return (await sample(program(nodes), oracle, { length, seed, rows: [{ prompt }] })).rows[0]!.tokens;
};

/** Inside the repository, where `blockgen` is found. */
const inFolder = async <A>(work: (folder: string) => Promise<A>): Promise<A> => {
  mkdirSync(join(root, ".cache"), { recursive: true });
  const folder = mkdtempSync(join(root, ".cache", "script-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Both sides' scripts, run as a reader runs them, end at the page's tokens. */
const endAtTokens = (run: (file: string) => Promise<Ended>) =>
  inFolder(async (folder) => {
    for (const side of [0, 1] as const) {
      const file = join(folder, `side_${side}.mts`);
      writeFileSync(file, `${written(side)}console.log(JSON.stringify(result.rows[0]!.tokens));\n`);
      const ended = await run(file);
      assert.is(ended.code, 0, ended.output);
      assert.equal(JSON.parse(ended.stdout.trim().split("\n").at(-1)!), await tokensOf(side));
    }
  });

script("come to the page's tokens under Node", () => endAtTokens((file) => runTypeScript(file, [], { seconds: 120 })));
requiredInCi("deno", hasDeno, "the deno package is not installed")(script)(
  "come to the page's tokens under Deno",
  () => endAtTokens((file) => runDeno(["run", "-A", "--no-check", file])),
);

script("type-check, of every named sampler and every model", () =>
  inFolder(async (folder) => {
    const files = samplers.map((entry, i) => {
      const [process] = samplerFacts(entry).process;
      const models: readonly ModelChoice[] = [
        { _tag: "Book", process: process! },
        { _tag: "Text", process: process! },
        { _tag: "Shipped", name: process === "uniform" ? "uniform" : "masked" },
      ];
      const side = { model: models[i % models.length]!, sampler: entry.name, nodes: buildSampler(entry).nodes };
      const file = join(folder, `${entry.name.replaceAll("-", "_")}.ts`);
      writeFileSync(file, written(0, { ...setup, sides: [side, side], prompt: i % 2 === 0 ? "" : "is" }));
      return file.slice(root.length + 1);
    });
    assert.equal(await compileErrors("TypeScript 7", "scripts", files), []);
  }));

script("of a custom stage there is none, and a sentence says so", () => {
  const mine = custom({ name: "mine", reads: ["block"], leaves: [], run: () => ({}) });
  const nodes = bodyOf(mine as (start: never) => unknown);
  const side = { ...setup.sides[0], nodes };
  const refused = scriptOf({ ...setup, sides: [side, side] }, 0, "own.mts");
  assert.ok(isLeft(refused) && refused.left.includes("custom stage"));
});

script("hold the reader's text as data", () => {
  const hostile = { ...setup, text: '"); console.log("run"); ("', prompt: '" }]; throw 1; //' };
  assert.ok(isRight(scriptOf(hostile, 1, "own.mts")));
  assert.ok(written(1, hostile).includes(JSON.stringify(hostile.text)));
  assert.ok(written(1, hostile).includes(JSON.stringify(hostile.prompt)));
});
script.run();
