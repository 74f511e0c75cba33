import fc from "fast-check";
import { isLeft } from "fp-ts/lib/Either.js";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { ar, arpc, custom, from, type Program, program, toSource } from "../../../dsl/mod.ts";
import { allSamplers } from "../../support/all_samplers.ts";
import { arbitraryProgram } from "../../support/arbitrary_nodes.ts";
import { evaluateSource } from "../../support/evaluate_source.ts";
import { root } from "../../support/root.ts";
import { compileErrors } from "../../support/types/compile.ts";

const sourceOf = (some: Program, name?: string): string => {
  const source = toSource(some, name);
  assert.is(source._tag, "Right");
  return (source as { readonly right: string }).right;
};

/** Writes the modules of all samplers to a fresh folder inside the repository; gives its path. */
const writeModules = (): string => {
  const folder = ".cache/to_source";
  rmSync(join(root, folder), { recursive: true, force: true });
  mkdirSync(join(root, folder), { recursive: true });
  for (const [name, sampler] of Object.entries(allSamplers)) {
    writeFileSync(join(root, folder, `${name}.ts`), sourceOf(sampler, name));
  }
  return folder;
};

const source = suite("toSource");

source("evaluates to the same nodes, for any program", () => {
  fc.assert(
    fc.property(arbitraryProgram, (before) => {
      const { sampler } = evaluateSource(sourceOf(before));
      assert.equal(sampler, before);
    }),
    { numRuns: 300, seed: 20260602 },
  );
});

source("evaluates to the same nodes, for every named sampler", () => {
  for (const [name, before] of Object.entries(allSamplers)) {
    assert.equal(evaluateSource(sourceOf(before, name))[name], before, name);
  }
});

source("compiles for every named sampler", async () => {
  assert.equal(await compileErrors("TypeScript 7", "to_source", [`${writeModules()}/*.ts`]), []);
});

source("nests what flow and pipe cannot take at once", () => {
  const remember = { _tag: "Remember", name: "x", value: { _tag: "Number", value: 1 } } as const;
  for (const count of [0, 1, 8, 9, 17, 18, 19, 37, 60]) {
    const body = new Array(count).fill(remember);
    const before = program([{ _tag: "Repeat", times: 1, body }, ...body]);
    const text = sourceOf(before);
    assert.equal(evaluateSource(text).sampler, before);
  }
});

source("prints what a person would have written", () => {
  assert.is(
    sourceOf(arpc({ size: 16, steps: 8, by: ar.nll })).split("\n\n")[1],
    `export const sampler = blocks(16, pipe(
  open,
  noise(),
  denoise(8, {
    each: flow(from.noisy, predict(), shape(), correct({ by: ar.nll })),
    last: flow(from.noisy, predict(), shape(), finish()),
  }),
  commitBlock(),
));
`,
  );
});

source("keeps lines short", () => {
  for (const before of Object.values(allSamplers)) {
    for (const line of sourceOf(before).split("\n")) { assert.ok(line.length <= 120, line); }
  }
});

source("refuses a custom stage, even in a body", () => {
  const mine = custom({ name: "mine", reads: ["dist"], leaves: ["dist"], run: () => ({}) });
  const body = mine(from.predicted(program([]))).nodes;
  const refused = toSource(program([{ _tag: "Named", name: "group", body }]));
  assert.ok(isLeft(refused));
  assert.equal(refused.left, { _tag: "CustomStage", name: "mine", at: "nodes[0].body[0]" });
});

source.run();
