import { isLeft } from "fp-ts/lib/Either.js";
import { cosine, formulaOf, logLinear, plateau } from "../../../dsl/mod.ts";
import { rowNumber } from "../../../runtime/kernels/mod.ts";
import { describePlotError, drawSheet, type Line } from "../../../runtime/plot/mod.ts";
import type { Picture } from "../page.ts";

const schedules = [["logLinear()", logLinear()], ["cosine()", cosine()], ["plateau()", plateau()]] as const;
const updates = 8;

const level = (schedule: (typeof schedules)[number][1], t: number): number => rowNumber(formulaOf(schedule), { t });

/** Signal against time, with finely spaced times. */
const curve = ([name, schedule]: (typeof schedules)[number], colour: number): Line => ({
  names: [name],
  colour,
  points: Array.from({ length: 41 }, (_, i) => ({ x: i / 40, y: level(schedule, i / 40) })).map(({ x, y }) => ({
    x: 1 - x,
    y,
  })).reverse(),
});

/** Expected tokens of a block of 16 that each of the updates reveals. */
const reveals = ([name, schedule]: (typeof schedules)[number], colour: number): Line => ({
  names: [name],
  colour,
  points: Array.from({ length: updates }, (_, k) => {
    const [before, after] = [
      level(schedule, 1 - k / updates),
      k === updates - 1 ? 1 : level(schedule, 1 - (k + 1) / updates),
    ];
    return { x: k + 1, y: 16 * (after - before) };
  }),
});

/** The signal levels of the schedules, and what they mean for the updates of a block. */
export const schedulesPicture = async (): Promise<Picture> => {
  const alt = "Signal level against time, and how many of 16 masks each of eight updates reveals, for three schedules";
  const svg = await drawSheet({
    title: "Schedules",
    description: alt,
    columns: ["signal level alpha", "masks revealed by each of 8 updates"],
    size: { width: 260, height: 200, legend: 100 },
    rows: [{
      title: "",
      panels: [
        { x: { label: "1 - t: from noise to clean text" }, y: { domain: [0, 1] }, lines: schedules.map(curve) },
        { x: { label: "update", ticks: [1, 2, 3, 4, 5, 6, 7, 8] }, y: {}, lines: schedules.map(reveals) },
      ],
    }],
  })();
  if (isLeft(svg)) { throw new Error(describePlotError(svg.left)); }
  return { name: "schedules", alt, svg: svg.right };
};
