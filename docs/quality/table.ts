import type { Estimate } from "../../runtime/eval/metrics/mod.ts";
import type { LeftOut } from "./cells.ts";
import { families, titles } from "./family.ts";
import { groupBy } from "../../runtime/eval/sweep/group.ts";
import { noiseOf } from "./lines.ts";
import type { Measurement } from "./measure.ts";
import type { Reference } from "./reference.ts";

const head = ["sampler", "noise", "knobs", "NFE", "bits", "entropy", "distinct 1 / 2 / 3 / 4"];

const rowOf = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
const ruleOf = (count: number): string => rowOf(Array.from({ length: count }, () => "---"));

/** A table of Markdown for each family. */
export const tablesOf = (all: readonly Measurement[], reference: Reference): string =>
  families.flatMap((family) => {
    const cells = all.filter((cell) => cell.family === family);
    const rows = groupBy(cells, ({ sampler, process }) => `${sampler} ${process}`).flat().map(lineOf);
    return rows.length === 0
      ? []
      : [`### ${titles[family]}`, [rowOf(head), ruleOf(head.length), own(reference), ...rows].join("\n")];
  }).join("\n\n");

const lineOf = (cell: Measurement): string =>
  rowOf([
    cell.sampler,
    noiseOf(cell.process),
    knobsOf(cell),
    cell.nfe.toFixed(1),
    estimateOf(cell.bits),
    estimateOf(cell.entropy),
    cell.distinct.map((share) => share.toFixed(2)).join(" / "),
  ]);

/** Texts that do not differ have no interval: without chance there is only one. */
export const estimateOf = ({ mean, half }: Estimate): string =>
  half === 0 ? `${mean.toFixed(2)} (one text)` : `${mean.toFixed(2)} ± ${half.toFixed(2)}`;

const own = ({ bits, entropy, distinct }: Reference): string =>
  rowOf([
    "_the law itself_",
    "",
    "",
    "",
    bits.toFixed(2),
    entropy.mean.toFixed(2),
    distinct.map((share) => share.toFixed(2)).join(" / "),
  ]);

/** The knobs but the block, which is the same for all. */
const knobsOf = ({ settings }: Measurement): string =>
  Object.entries(settings).filter(([knob]) => knob !== "block").map(([knob, value]) => `${knob} ${value}`).join(", ");

/** Samplers without numbers, each with its reason. */
export const leftOutList = (leftOut: readonly LeftOut[]): string =>
  leftOut.length === 0
    ? "Every named sampler is in the table."
    : leftOut.map(({ sampler, reason }) => `- \`${sampler}\`: ${reason}.`).join("\n");
