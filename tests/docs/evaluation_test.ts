import { isLeft } from "fp-ts/lib/Either.js";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { cellsOf } from "../../runtime/eval/sweep/cells.ts";
import { withoutCells } from "../../runtime/eval/sweep/without_cells.ts";
import { readPlan } from "../../runtime/mod.ts";
import { fencesIn } from "../support/docs/extract.ts";
import { root } from "../support/root.ts";

const page = readFileSync(join(root, "docs/evaluation.md"), "utf8");
const shown = fencesIn("evaluation.md", page).find(({ language }) => language === "json")!.code;

const sweeps = suite("the plan of a sweep that the docs show");
sweeps("is one, with every field, and each sampler of it has cells", () => {
  const written = JSON.parse(shown) as object;
  const plan = readPlan(written);
  if (isLeft(plan)) { throw new Error(plan.left.join("\n")); }
  assert.equal(Object.keys(plan.right).toSorted(), Object.keys(written).toSorted());
  assert.equal(withoutCells(plan.right), []);
  // Two samplers, three models of a noise, three budgets, two temperatures, three seeds.
  assert.is(cellsOf(plan.right, () => "").length, 2 * 3 * 3 * 2 * 3);
});
sweeps("has each of its fields explained in the table", () => {
  const rows = page.slice(page.indexOf("## Sweeps")).split("\n").filter((line) => line.startsWith("| `"));
  const explained = rows.flatMap((row) => [...row.split("|")[1]!.matchAll(/`(\w+)`/g)].map(([, name]) => name!));
  assert.equal(explained.toSorted(), [...Object.keys(JSON.parse(shown)), "steps"].toSorted());
});
sweeps.run();
