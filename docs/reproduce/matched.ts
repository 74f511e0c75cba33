import { bootstrap } from "../../runtime/eval/bootstrap.ts";
import { groupBy } from "../../runtime/eval/sweep/group.ts";
import type { SweepResult } from "../../runtime/eval/sweep/result.ts";
import { bitsOf, textsOf } from "../../runtime/eval/sweep/summarise.ts";
import { type Difference, isClear, isOf, type Which } from "./compare.ts";

/** A difference in bits at one and the same entropy. */
export interface Matched extends Difference {
  /** That of the texts which have less of it at temperature 1; the others are cooled down to it. */
  readonly entropy: number;
}

/** A mean over texts. */
interface Point {
  readonly bits: number;
  readonly entropy: number;
}

/** The texts of one temperature, in the order of seeds and sample ids. */
interface Level {
  readonly temperature: number;
  readonly bits: readonly number[];
  readonly entropy: readonly number[];
}

const seedsOf = (results: readonly SweepResult[]): ReadonlySet<number> => new Set(results.map(({ cell }) => cell.seed));

/** Seeds that every temperature of both samplers has: there every text has its pairs. */
const commonSeeds = (results: readonly SweepResult[]): readonly number[] => {
  const each = groupBy(results, ({ cell: { sampler, process, temperature } }) => [sampler, process, temperature].join())
    .map(seedsOf);
  return [...seedsOf(results)].filter((seed) => each.every((seeds) => seeds.has(seed)));
};

const levelsOf = (results: readonly SweepResult[], which: Which, seeds: readonly number[]): readonly Level[] =>
  groupBy(
    results.filter(({ cell }) => isOf(cell, which) && seeds.includes(cell.seed)),
    ({ cell }) => String(cell.temperature ?? 1),
  ).map((some) => ({
    temperature: some[0]!.cell.temperature ?? 1,
    bits: textsOf(some, bitsOf),
    entropy: textsOf(some, ({ entropy }) => entropy),
  }));

const meanOf = (values: readonly number[], texts: readonly number[]): number =>
  texts.reduce((sum, text) => sum + values[text]!, 0) / texts.length;

const pointOf = ({ bits, entropy }: Level, texts: readonly number[]): Point => ({
  bits: meanOf(bits, texts),
  entropy: meanOf(entropy, texts),
});

/** On the line through the two points next to an entropy; beyond the first or the last point, on that of the last two there. */
export const bitsAt = (points: readonly Point[], entropy: number): number => {
  const line = points.toSorted((a, b) => a.entropy - b.entropy);
  const above = line.findIndex((point) => point.entropy >= entropy);
  const at = above < 0 ? line.length - 1 : Math.max(1, above);
  const [low, high] = [line[at - 1]!, line[at]!];
  const span = high.entropy - low.entropy;
  return span === 0 ? low.bits : low.bits + (entropy - low.entropy) / span * (high.bits - low.bits);
};

/** Is the entropy between those of the coldest and the hottest texts? */
const reaches = (points: readonly Point[], entropy: number): boolean =>
  points.some((one) => one.entropy <= entropy) && points.some((one) => one.entropy >= entropy);

/** Both samplers' points, and the lesser entropy of the two at temperature 1. */
const comparedOn = (sides: readonly (readonly Level[])[], texts: readonly number[]) => {
  const points = sides.map((levels) => levels.map((level) => pointOf(level, texts)));
  const own = sides.map((levels) => pointOf(levels.find(({ temperature }) => temperature === 1)!, texts).entropy);
  return { points, entropy: Math.min(...own) };
};

/**
 * Bits of the first less those of the second where temperature gives both the same entropy, with half the 95 % interval of a
 * bootstrap over texts: a text is drawn with its pairs at all temperatures of both. Null where one has no temperature that cold.
 */
export const differenceAtEntropy = (
  results: readonly SweepResult[],
  first: Which,
  second: Which,
): Matched | null => {
  const both = results.filter(({ cell }) => isOf(cell, first) || isOf(cell, second));
  const seeds = commonSeeds(both);
  const sides = [first, second].map((which) => levelsOf(both, which, seeds));
  const usable = sides.every((levels) => levels.length > 1 && levels.some(({ temperature }) => temperature === 1));
  if (!usable || seeds.length === 0) { return null; }
  // Texts without a score leave their pairs without one.
  const texts = [...sides[0]![0]!.bits.keys()].filter((text) =>
    sides.flat().every(({ bits }) => Number.isFinite(bits[text]))
  );
  const all = comparedOn(sides, texts);
  if (!all.points.every((points) => reaches(points, all.entropy))) { return null; }
  const statistic = (drawn: readonly number[]): number => {
    const { points, entropy } = comparedOn(sides, drawn);
    return bitsAt(points[0]!, entropy) - bitsAt(points[1]!, entropy);
  };
  const { value, low, high } = bootstrap(texts, { statistic });
  const found = { mean: value, half: (high - low) / 2 };
  return { ...found, clear: isClear(found), entropy: all.entropy };
};
