/**
 * `npm run reproduce [-- --quick] [--only i,ii,iii] [--masked DIR --uniform DIR] [--judge JUDGE]`: the paper's picture in three settings.
 *
 * (i) the exact oracle of the book; (ii) networks trained here on text of a small language, judged by it, beside its exact oracle;
 * (iii) the networks that ship, or two others, under an independent judge. Results grow in `.cache/reproduce/`, so that it goes on where it
 * was stopped; `--into DIR` says where the page goes: `docs` for all three in full of what ships, else a folder of `.cache/reproduce/`.
 */
import { isLeft } from "fp-ts/lib/Either.js";
import { existsSync, mkdirSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import process from "node:process";
import { progressBar } from "../../runtime/cli/progress_bar.ts";
import { thisTerminal } from "../../runtime/cli/terminal.ts";
import { cellsOf, type NamedCell } from "../../runtime/eval/sweep/cells.ts";
import { readResults } from "../../runtime/eval/sweep/journal_node.ts";
import { readPlan } from "../../runtime/eval/sweep/plan.ts";
import { runSweep } from "../../runtime/eval/sweep/sweep_node.ts";
import { versionOnDisk } from "../../runtime/eval/sweep/version_node.ts";
import { shippedFolder } from "../../runtime/shipped/place_node.ts";
import { reasonOf } from "../../runtime/thrown.ts";
import { root } from "../../tests/support/root.ts";
import { type Setting, writePage } from "./page.ts";
import { glance, type Judged, type Scale, sweepsOf } from "./scale.ts";
import {
  exact,
  exactMini,
  isShippedPair,
  judgedPair,
  lawOf,
  pairWords,
  trained,
  underAr,
  versesOf,
} from "./settings.ts";
import { trainNetworks } from "./train.ts";
import { type Wanted, wantedOf } from "./wanted.ts";

/** A wrong option is a sentence, and no trace of calls. */
const readOptions = (): Wanted => {
  try {
    return wantedOf(process.argv.slice(2));
  } catch (thrown) {
    console.error(`Cannot make the picture: ${reasonOf(thrown)}`);
    process.exit(2);
  }
};

const wanted = readOptions();
const { scale, pair } = wanted;
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
  const began = performance.now();
  bar.line(judged.name);
  const ended = await runSweep(cells, { file, told: bar.show, failed: (_, sentence) => bar.line(sentence) });
  bar.clear();
  bar.line(`${judged.name}: ${Math.round((performance.now() - began) / 1000)} s`);
  if (isLeft(ended)) { throw new Error(ended.left); }
  if (ended.right.failed > 0) { throw new Error(`${ended.right.failed} cells of ${judged.name} have no result`); }
  return cells;
};

const settings: Setting[] = [];
const ids = new Set<string>();
const add = async (judged: Judged, title: string, says: string, of: Scale = scale): Promise<void> => {
  for (const { id } of await measure(judged, of)) { ids.add(id); }
  const law = await lawOf(judged, scale.length);
  settings.push({
    ...judged,
    title,
    says,
    law: law ?? await versesOf(judged, scale.length),
    level: law === null ? "Held-out verses" : "The law's own texts",
  });
};

if (wanted.only.has("i")) {
  await add(
    exact,
    "(i) The exact oracle",
    "Predictions are right at every noise level, so that all error is the sampler's.",
  );
}
if (wanted.only.has("ii")) {
  await add(exactMini, "(ii) A small language, exactly", "The oracle of the language that the networks below learn.");
  const networks = await trainNetworks(home, scale);
  await add(
    trained(relative(root, networks.masked), relative(root, networks.uniform)),
    "(ii) Networks trained on it",
    "Two networks of the paper's kind, trained by `blockgen train` on text of that language, judged by the language itself.",
  );
}
if (wanted.only.has("iii")) {
  await add(
    judgedPair(pair),
    ...pairWords(pair),
  );
  if (existsSync(shippedFolder("ar")) && isShippedPair(pair)) {
    await add(
      underAr,
      "(iii) The same under a pure AR network",
      "The network of the same size that both began from, trained from left to right only. One seed.",
      glance(scale),
    );
  }
}

const known = new Map(readResults(file).map((one) => [one.id, one]));
const results = [...ids].flatMap((id) => known.get(id) ?? []);
const into = resolve(root, wanted.into);
mkdirSync(into, { recursive: true });
for (const written of await writePage(into, { ...wanted, settings, results })) { console.log(written); }
