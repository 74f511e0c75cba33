import { suite } from "uvu";
import * as assert from "uvu/assert";
import { budgeted } from "../../../docs/quality/budget.ts";
import { planOf, programOf } from "../../../docs/quality/cells.ts";
import { families, familyOf } from "../../../docs/quality/family.ts";
import { inBlocks } from "../../../runtime/eval/sweep/in_blocks.ts";
import { full } from "../../../docs/quality/setting.ts";
import {
  ancestral,
  blockAncestral,
  buildSampler,
  cost,
  hash,
  type SamplerEntry,
  samplerNamed,
  samplers,
} from "../../../dsl/mod.ts";

const entry = (name: string): SamplerEntry => samplerNamed(name)!;

const budgets = suite("budgets of the quality table");
budgets("buy the most steps whose cost fits", () => {
  const steps = (name: string) => budgeted(entry(name), {}, full).map(({ settings }) => settings.steps);
  assert.equal(steps("block-ancestral"), [2, 3, 5, 9, 17, 33]);
  assert.equal(steps("arpc"), [2, 3, 5, 9, 17]);
  assert.equal(steps("classifier-free"), [1, 2, 4, 8, 16]);
});
budgets("are never overspent, and every sampler gets at least one setting", () => {
  for (const one of samplers) {
    const found = budgeted(one, {}, full);
    assert.ok(found.length > 0, one.name);
    for (const { budget, settings } of found) {
      const spent = cost(programOf(one, settings), { length: full.length }).most * 16 / full.length;
      assert.ok(budget === null || spent <= budget, `${one.name} ${JSON.stringify(settings)} spends ${spent}`);
    }
  }
});
budgets("sweep a threshold where the model decides, and leave a sampler without such knobs as it is", () => {
  assert.ok(new Set(budgeted(entry("fast-dllm"), {}, full).map(({ settings }) => settings.threshold)).size > 3);
  assert.equal(budgeted(entry("autoregressive"), {}, full), [{ budget: null, settings: { temperature: 1 } }]);
});
budgets.run();

const shapes = suite("programs of the quality table");
shapes("whole rows become blocks, blocks stay", () => {
  const blocks = blockAncestral({ size: 16, steps: 4 });
  assert.is(hash(inBlocks(ancestral({ steps: 4 }), 16)), hash(blocks));
  assert.is(hash(inBlocks(blocks, 8)), hash(blocks));
});
shapes("families are read off the instructions", () => {
  const found = (name: string) => familyOf(buildSampler(entry(name)));
  assert.equal(
    ["mdlm", "autoregressive", "first-hitting", "remdm-cap", "arpc", "llada", "fast-dllm"].map(found),
    ["ancestral", "ancestral", "ancestral", "remasking", "re-noising", "unmasking", "adaptive"],
  );
  for (const one of samplers) { assert.ok(families.includes(familyOf(buildSampler(one)))); }
});
shapes("every sampler is measured or left out with a reason, once for each noise and program", async () => {
  const { cells, leftOut } = await planOf(samplers, full);
  const named = new Set([...cells, ...leftOut].map(({ sampler }) => sampler));
  assert.equal([...named].sort(), samplers.map(({ name }) => name).sort());
  assert.ok(leftOut.every(({ reason }) => reason.length > 10));
  const keys = cells.map(({ sampler, process, program }) => `${sampler} ${process} ${program}`);
  assert.is(new Set(keys).size, keys.length);
});
shapes("samplers that sharpen nothing by default have no second row", async () => {
  const { cells } = await planOf([entry("block-ancestral"), entry("llada")], full);
  const of = (name: string) =>
    new Set(cells.filter(({ sampler }) => sampler === name).map((c) => c.variants.join("+")));
  assert.equal([...of("block-ancestral")], ["published+plain"]);
  assert.equal([...of("llada")], ["published", "plain"]);
});
shapes.run();
