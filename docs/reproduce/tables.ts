import type { Estimate } from "../../runtime/eval/metrics/mod.ts";
import type { SweepResult } from "../../runtime/eval/sweep/result.ts";
import type { Summary } from "../../runtime/eval/sweep/summarise.ts";
import { bitsAtEntropy, type Difference, difference, gapOf, isOf, type Which } from "./compare.ts";

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

/** Paired differences in bits at each budget. */
export const differenceTable = (results: readonly SweepResult[], model: string, budgets: readonly number[]): string =>
  table(
    [
      "NFE",
      "uniform − masked, ancestral",
      "uniform − masked, ARPC",
      "ARPC − ancestral, masked",
      "ARPC − ancestral, uniform",
    ],
    budgets.map((budget) => {
      const at = (which: Which): Which => ({ ...which, model, budget, temperature: 1 });
      const of = (a: Which, b: Which): string => claimed(difference(results, at(a), at(b)));
      return [
        String(budget),
        of(ancestralUniform, ancestralMasked),
        of(arpcUniform, arpcMasked),
        of(arpcMasked, ancestralMasked),
        of(arpcUniform, ancestralUniform),
      ];
    }),
  );

/** Bits of the four lines where their temperature gives one and the same entropy. */
export const matchedTable = (
  summaries: readonly Summary[],
  model: string,
  budgets: readonly number[],
  entropy: number,
): string =>
  table(
    ["NFE", ...lines.map(({ name }) => name)],
    budgets.map((budget) => [
      String(budget),
      ...lines.map(({ sampler, process }) =>
        bitsAtEntropy(summaries, { model, sampler, process, budget }, entropy)?.toFixed(2) ?? "not reached"
      ),
    ]),
  );

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
