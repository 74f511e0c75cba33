/**
 * `npm run reproduce [-- --quick] [--masked DIR --uniform DIR] [--judge JUDGE]`: the paper's picture in three settings.
 *
 * (i) the exact oracle of the book; (ii) networks trained here on text of a small language, judged by it, beside its exact oracle;
 * (iii) two checkpoints under an independent judge, where they are given. Results grow in `.cache/reproduce/`, so that it goes on where it
 * was stopped; `--into DIR` says where the page goes (`docs`, or `.cache/reproduce/quick` with `--quick`).
 */
import { isLeft } from "fp-ts/lib/Either.js";
import { mkdirSync } from "node:fs";
import { join, relative } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { progressBar } from "../../runtime/cli/progress_bar.ts";
import { thisTerminal } from "../../runtime/cli/terminal.ts";
import { cellsOf, type NamedCell } from "../../runtime/eval/sweep/cells.ts";
import { readResults } from "../../runtime/eval/sweep/journal_node.ts";
import { readPlan } from "../../runtime/eval/sweep/plan.ts";
import { runSweep } from "../../runtime/eval/sweep/sweep_node.ts";
import { versionOnDisk } from "../../runtime/eval/sweep/version_node.ts";
import { root } from "../../tests/support/root.ts";
import { type Setting, writePage } from "./page.ts";
import { full, type Judged, quick, type Scale, sweepsOf } from "./scale.ts";
import { exact, exactMini, lawOf, pair, trained } from "./settings.ts";
import { trainNetworks } from "./train.ts";

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    masked: { type: "string" },
    uniform: { type: "string" },
    judge: { type: "string", default: "ngram:kjv" },
    into: { type: "string" },
  },
});

const scale = values.quick ? quick : full;
const home = join(root, ".cache/reproduce", scale.name);
const file = join(home, "results.jsonl");
process.chdir(root);
mkdirSync(home, { recursive: true });

/** Runs what is missing of a setting; its cells, which tell its results from those of older networks. */
const measure = async (judged: Judged, of: Scale): Promise<readonly NamedCell[]> => {
  const version = versionOnDisk();
  const cells = sweepsOf(judged, of).flatMap((options) => {
    const plan = readPlan(options);
    if (isLeft(plan)) { throw new Error(plan.left.join("\n")); }
    return cellsOf(plan.right, version);
  });
  const bar = progressBar(thisTerminal(), false);
  bar.line(judged.name);
  const ended = await runSweep(cells, { file, told: bar.show, failed: (_, sentence) => bar.line(sentence) });
  bar.clear();
  if (ended.failed > 0) { throw new Error(`${ended.failed} cells of ${judged.name} have no result`); }
  return cells;
};

const settings: Setting[] = [];
const ids = new Set<string>();
const add = async (judged: Judged, title: string, says: string): Promise<void> => {
  for (const { id } of await measure(judged, scale)) { ids.add(id); }
  settings.push({ ...judged, title, says, law: await lawOf(judged, scale.length) });
};

await add(
  exact,
  "(i) The exact oracle",
  "Predictions are right at every noise level, so that all error is the sampler's.",
);
await add(exactMini, "(ii) A small language, exactly", "The oracle of the language that the networks below learn.");
const networks = await trainNetworks(home, scale);
await add(
  trained(relative(root, networks.masked), relative(root, networks.uniform)),
  "(ii) Networks trained on it",
  "Two networks of the paper's kind, trained by `blockgen train` on text of that language, judged by the language itself.",
);
if (values.masked !== undefined && values.uniform !== undefined) {
  await add(
    pair(values.masked, values.uniform, values.judge),
    "(iii) Two checkpoints under an independent judge",
    "What they should have learnt is not known exactly: an n-gram model that owes them nothing judges.",
  );
}

const known = new Map(readResults(file).map((one) => [one.id, one]));
const results = [...ids].flatMap((id) => known.get(id) ?? []);
const into = values.into ?? (values.quick ? home : join(root, "docs"));
mkdirSync(into, { recursive: true });
for (const written of await writePage(into, { scale, settings, results })) { console.log(written); }
