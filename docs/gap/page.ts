import { readFileSync, writeFileSync } from "node:fs";
import { runDeno } from "../../tests/support/deno.ts";
import type { GapCell, Gaps } from "./measure.ts";

const lines = [
  ["ancestral, masked", "block-ancestral", "absorbing"],
  ["ancestral, uniform", "block-ancestral", "uniform"],
  ["ARPC, masked", "arpc", "absorbing"],
  ["ARPC, uniform", "arpc", "uniform"],
] as const;

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
const signed = (x: number): string => `${x < 0 ? "−" : "+"}${Math.abs(x).toFixed(2)}`;

/** The network's bits beyond the exact model's with the same sampler, and half the 95 % interval. */
export const gapOf = ({ oracle, network }: Pick<GapCell, "oracle" | "network">) => ({
  mean: network.mean - oracle.mean,
  half: Math.hypot(network.half, oracle.half),
});

const cellText = (cell: GapCell | undefined): string => {
  if (cell === undefined) { return ""; }
  const { mean, half } = gapOf(cell);
  return `${cell.network.mean.toFixed(2)} (${signed(mean)} ± ${half.toFixed(2)})`;
};

/** What stands between the marks in docs/training.md. */
export const gapSection = ({ cells, nfe, texts, length, steps, entropyRate }: Gaps): string =>
  [
    `\`npm run gap\` trains both on three letters in runs (${steps} updates each, entropy rate ${
      entropyRate.toFixed(2)
    } bits) and lets each write ` +
    `${texts} texts of ${length} characters, as it lets the exact model of the language. Exact bits per character of the networks' texts ` +
    "under the language, and in brackets how many more they are than those of the exact model's texts by the same sampler, ± half the " +
    "95 % interval:",
    [
      row(["NFE", ...lines.map(([name]) => name)]),
      row(["---", ...lines.map(() => "---")]),
      ...nfe.map((budget) =>
        row([
          String(budget),
          ...lines.map(([, sampler, process]) =>
            cellText(cells.find((one) => one.nfe === budget && one.sampler === sampler && one.process === process))
          ),
        ])
      ),
    ].join("\n"),
  ].join("\n\n");

const [FROM, TO] = ["<!-- gap: written by npm run gap -->", "<!-- gap ends -->"];

/** The text between the marks of a page. */
export const sectionIn = (page: string): string => page.slice(page.indexOf(FROM) + FROM.length, page.indexOf(TO));

/** Puts the section between the marks of a page. */
export const writeGapSection = async (file: string, gaps: Gaps): Promise<void> => {
  const page = readFileSync(file, "utf8");
  const before = page.slice(0, page.indexOf(FROM) + FROM.length);
  writeFileSync(file, `${before}\n\n${gapSection(gaps)}\n\n${page.slice(page.indexOf(TO))}`);
  await runDeno(["fmt", file]);
};
