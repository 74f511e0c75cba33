import { isLeft } from "fp-ts/lib/Either.js";
import { existsSync } from "node:fs";
import { progressBar } from "../../runtime/cli/progress_bar.ts";
import { thisTerminal } from "../../runtime/cli/terminal.ts";
import { cellsOf, type NamedCell, workOf } from "../../runtime/eval/sweep/cells.ts";
import { readResults } from "../../runtime/eval/sweep/journal_node.ts";
import { readPlan } from "../../runtime/eval/sweep/plan.ts";
import { measureAll } from "../../runtime/eval/sweep/pool_node.ts";
import { runSweep } from "../../runtime/eval/sweep/sweep_node.ts";
import { versionOnDisk } from "../../runtime/eval/sweep/version_node.ts";
import { type Judged, type Scale, sweepsOf } from "./scale.ts";

/** The cells of a setting. */
export const cellsFor = (judged: Judged, scale: Scale): readonly NamedCell[] => {
  const version = versionOnDisk();
  return sweepsOf(judged, scale).flatMap((options) => {
    const plan = readPlan(options);
    if (isLeft(plan)) { throw new Error(plan.left.join("\n")); }
    return cellsOf(plan.right, version);
  });
};

/** The cell of each noise that costs least and has no result yet, with one text. */
const smallest = (cells: readonly NamedCell[], file: string): readonly NamedCell[] => {
  const known = new Set(existsSync(file) ? readResults(file).map(({ id }) => id) : []);
  const open = cells.filter(({ id }) => !known.has(id)).toSorted((a, b) => workOf(a.cell) - workOf(b.cell));
  return (["absorbing", "uniform"] as const).flatMap((process) =>
    open.filter(({ cell }) => cell.process === process).slice(0, 1)
  ).map(({ id, cell }) => ({ id, cell: { ...cell, texts: 1 } }));
};

/**
 * Makes a text of each noise and has it judged, for nothing: a model or a judge that cannot be opened, or not at this length, is one
 * sentence at once, and not one for each of hundreds of cells after an hour.
 */
export const tryOut = async (cells: readonly NamedCell[], file: string): Promise<void> => {
  const sentences = new Set<string>();
  await measureAll(smallest(cells, file), {
    workers: 1,
    told: (_, answer) => void ("failed" in answer && sentences.add(answer.failed)),
  });
  if (sentences.size > 0) { throw new Error([...sentences].join("\n")); }
};

/** Runs what a file of results lacks of a setting. */
export const measure = async (name: string, cells: readonly NamedCell[], file: string): Promise<void> => {
  const bar = progressBar(thisTerminal(), false);
  const began = performance.now();
  bar.line(name);
  const ended = await runSweep(cells, { file, told: bar.show, failed: (_, sentence) => bar.line(sentence) });
  bar.clear();
  bar.line(`${name}: ${Math.round((performance.now() - began) / 1000)} s`);
  if (isLeft(ended)) { throw new Error(ended.left); }
  if (ended.right.failed > 0) {
    throw new Error(
      `Cannot go on as ${ended.right.failed} cells of ${name} have no result: the same command tries again`,
    );
  }
};
