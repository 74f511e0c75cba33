import type { Estimate } from "../../runtime/eval/metrics/mod.ts";
import type { SweepResult } from "../../runtime/eval/sweep/result.ts";
import type { Summary } from "../../runtime/eval/sweep/summarise.ts";
import { type Difference, difference, gapOf, isOf, type Which } from "./compare.ts";
import { differenceAtEntropy } from "./matched.ts";

/** The four lines of the paper's picture. */
export const lines = [
  { name: "ancestral, masked", sampler: "block-ancestral", process: "absorbing" },
  { name: "ancestral, uniform", sampler: "block-ancestral", process: "uniform" },
  { name: "ARPC, masked", sampler: "arpc", process: "absorbing" },
  { name: "ARPC, uniform", sampler: "arpc", process: "uniform" },
] as const satisfies readonly (Which & { name: string })[];

const [ancestralMasked, ancestralUniform, arpcMasked, arpcUniform] = lines.map(({ sampler, process }) => ({
  sampler,
  process,
})) as [Which, Which, Which, Which];

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");

const estimate = ({ mean, half }: Estimate): string => `${mean.toFixed(2)} ± ${half.toFixed(2)}`;
const signed = (x: number): string => `${x < 0 ? "−" : "+"}${Math.abs(x).toFixed(2)}`;
const claimed = (found: Difference | null): string =>
  found === null ? "" : `${signed(found.mean)} ± ${found.half.toFixed(2)}${found.clear ? " ●" : ""}`;

/** Bits / entropy of the four lines at each budget. */
export const qualityTable = (summaries: readonly Summary[], model: string, budgets: readonly number[]): string =>
  table(
    ["NFE", ...lines.map(({ name }) => name)],
    budgets.map((budget) => [
      String(budget),
      ...lines.map(({ sampler, process }) => {
        const found = summaries.find(({ cell }) => isOf(cell, { model, sampler, process, budget, temperature: 1 }));
        return found === undefined ? "" : `${estimate(found.bits)} / ${found.entropy.mean.toFixed(2)}`;
      }),
    ]),
  );

/** What is compared with what: the first less the second. */
const comparisons = [
  { name: "uniform − masked, ancestral", first: ancestralUniform, second: ancestralMasked },
  { name: "uniform − masked, ARPC", first: arpcUniform, second: arpcMasked },
  { name: "ARPC − ancestral, masked", first: arpcMasked, second: ancestralMasked },
  { name: "ARPC − ancestral, uniform", first: arpcUniform, second: ancestralUniform },
] as const;

const comparisonTable = (budgets: readonly number[], cellOf: (first: Which, second: Which) => string): string =>
  table(
    ["NFE", ...comparisons.map(({ name }) => name)],
    budgets.map((budget) => [
      String(budget),
      ...comparisons.map(({ first, second }) => cellOf({ ...first, budget }, { ...second, budget })),
    ]),
  );

/** Paired differences in bits at each budget, at temperature 1. */
export const differenceTable = (results: readonly SweepResult[], model: string, budgets: readonly number[]): string => {
  const at = (which: Which): Which => ({ ...which, model, temperature: 1 });
  return comparisonTable(budgets, (first, second) => claimed(difference(results, at(first), at(second))));
};

/** The same where the temperature gives both the entropy of the one that has less at temperature 1. */
export const matchedTable = (results: readonly SweepResult[], model: string, budgets: readonly number[]): string =>
  comparisonTable(budgets, (first, second) => {
    const found = differenceAtEntropy(results, { ...first, model }, { ...second, model });
    return found === null ? "not reached" : `${claimed(found)}, at ${found.entropy.toFixed(2)}`;
  });

/** The excess of the networks over the law, as the sampler's part and the model's part. */
export const gapTable = (
  summaries: readonly Summary[],
  models: { readonly exact: string; readonly network: string },
  budgets: readonly number[],
  law: number,
): string =>
  table(
    ["NFE", ...lines.map(({ name }) => name)],
    budgets.map((budget) => [
      String(budget),
      ...lines.map(({ sampler, process }) => {
        const gap = gapOf(summaries, models, { sampler, process, budget, temperature: 1 }, law);
        return gap === null ? "" : `${signed(gap.sampler)} sampler, ${signed(gap.model)} model`;
      }),
    ]),
  );
