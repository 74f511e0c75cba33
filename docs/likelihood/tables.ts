import { errorsWithin95 } from "../../runtime/eval/metrics/student.ts";
import type { Found, NetworkBits } from "./found.ts";

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");

const three = (bits: number): string => bits.toFixed(3);

const titles: Readonly<Record<NetworkBits["name"], string>> = { masked: "masked", uniform: "uniform", ar: "pure AR" };

const sizesOf = (networks: readonly NetworkBits[]): readonly number[] =>
  [...new Set(networks.flatMap(({ sizes }) => sizes.map(({ size }) => size)))].sort((a, b) => a - b);

const sizeCell = (network: NetworkBits, size: number, draws: number): string => {
  const found = network.sizes.find((one) => one.size === size);
  if (found === undefined) { return ""; }
  const half = errorsWithin95(draws) * found.error;
  const inside = found.error === 0 ? three(found.bits) : `${three(found.bits)} ± ${three(half)}`;
  return size in network.trained ? `**${inside}**` : inside;
};

/** Networks beside each other: block sizes and bounds from top to bottom. */
export const networkTable = ({ networks, draws }: Pick<Found, "networks" | "draws">): string =>
  table(
    ["bits per character", ...networks.map(({ name }) => titles[name])],
    [
      ...sizesOf(networks).map((size) => [
        size === 1 ? "AR mode (block size 1), exact" : `block size ${size}, bound`,
        ...networks.map((network) => sizeCell(network, size, draws)),
      ]),
      [
        "mixture, log-sum-exp bound",
        ...networks.map(({ mixture }) => mixture === null ? "" : three(mixture.logSumExp)),
      ],
      ["mixture, Jensen bound", ...networks.map(({ mixture }) => mixture === null ? "" : three(mixture.jensen))],
      ["AR mode with half a row before each token", ...networks.map(({ sliding }) => three(sliding))],
    ],
  );

/** The 5-grams on the networks' tokens. */
export const judgeTable = ({ ngrams: { across, within } }: Pick<Found, "ngrams">): string =>
  table(["5-gram of the same tokens", "Witten-Bell", "Kneser-Ney"], [
    ["each row from nothing, as for the networks", three(within.wittenBell), three(within.kneserNey)],
    ["histories over the ends of rows", three(across.wittenBell), three(across.kneserNey)],
  ]);

/** 5-grams of other tokenizers. */
export const piecesTable = ({ pieces }: Pick<Found, "pieces">): string =>
  table(
    ["pieces", ...pieces.map((one) => String(one.pieces))],
    [
      ["Witten-Bell", ...pieces.map(({ wittenBell }) => three(wittenBell))],
      ["Kneser-Ney", ...pieces.map(({ kneserNey }) => three(kneserNey))],
    ],
  );
