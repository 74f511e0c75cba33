/**
 * `npm run quality [-- --quick] [-- --again]`: measures every sampler of the registry on the oracle of the book and writes
 * `docs/quality.jsonl`, `docs/quality.md` and `docs/quality.svg`.
 *
 * Cells that are known already are not run again, so that it goes on where it was stopped and a new sampler costs only its
 * own cells; `--again` forgets them. `--quick` measures less, into `.cache/`.
 */
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { samplers } from "../../dsl/mod.ts";
import { root } from "../../tests/support/root.ts";
import { planOf } from "./cells.ts";
import { complete } from "./complete.ts";
import { rewrite } from "./journal.ts";
import { full, quick } from "./setting.ts";
import { writePages } from "./pages.ts";

const { values } = parseArgs({
  options: { quick: { type: "boolean", default: false }, again: { type: "boolean", default: false } },
});
const scale = values.quick ? quick : full;
const folder = join(root, values.quick ? ".cache" : "docs");
const journal = join(folder, "quality.jsonl");

mkdirSync(folder, { recursive: true });
if (values.again) { rmSync(journal, { force: true }); }
const plan = await planOf(samplers, scale);
const all = await complete(plan.cells, scale, journal, (line) => console.log(line));
rewrite(journal, all);
for (const file of await writePages(folder, { measurements: all, leftOut: plan.leftOut, scale })) { console.log(file); }
process.exitCode = 0;
