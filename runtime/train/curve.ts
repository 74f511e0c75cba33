import type { Line, Point, Sheet } from "../plot/sheet.ts";
import type { LogRecord, NumbersBySize } from "./log.ts";

/** Points of a line at most: the means of equally many updates. */
const POINTS = 120;

/** Numbers of one kind over the run, by block size. */
type Series = ReadonlyMap<string, readonly Point[]>;

const seriesOf = (moments: readonly { readonly step: number; readonly numbers: NumbersBySize }[]): Series => {
  const series = new Map<string, Point[]>();
  for (const { step, numbers } of moments) {
    for (const [size, y] of Object.entries(numbers)) {
      series.set(size, [...series.get(size) ?? [], { x: step, y }]);
    }
  }
  return series;
};

const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;

/** Neighbours in groups, each as its mean: losses of single batches jump. */
const smooth = (points: readonly Point[]): readonly Point[] => {
  const group = Math.ceil(points.length / POINTS);
  return Array.from({ length: Math.ceil(points.length / group) }, (_, k) => {
    const own = points.slice(k * group, (k + 1) * group);
    return { x: mean(own.map(({ x }) => x)), y: mean(own.map(({ y }) => y)) };
  });
};

/** Smallest block size first, each with its colour. */
const linesOf = (series: Series, sizes: readonly string[], dashed: boolean): readonly Line[] =>
  [...series].map(([size, points]) => ({
    names: [`block size ${size}`],
    colour: sizes.indexOf(size),
    dashed,
    points: smooth(points),
  }));

/** The curves of a run: losses of its updates, and bits per character of held-out text, by block size. */
export const trainingCurve = (records: readonly LogRecord[], title: string): Sheet => {
  const losses = seriesOf(records.flatMap((one) => one.kind === "train" ? [{ ...one, numbers: one.losses }] : []));
  const bits = seriesOf(
    records.flatMap((one) => one.kind === "eval" ? [{ ...one, numbers: one.bitsPerCharacter }] : []),
  );
  const sizes = [...new Set([...losses.keys(), ...bits.keys()])].sort((a, b) => Number(a) - Number(b));
  const last = [...bits].map(([size, points]) => `${points.at(-1)?.y.toFixed(3)} at block size ${size}`);
  return {
    title,
    description: `Losses of training, nats per token, and bits per character of held-out text by update${
      last.length === 0 ? "" : `; at the end ${last.join(", ")}`
    }.`,
    columns: ["loss, nats per token", "held out, bits per character"],
    rows: [{
      title: "",
      panels: [losses, bits].map((series) => ({
        x: { label: "updates" },
        y: {},
        lines: linesOf(series, sizes, false),
      })),
    }],
    size: { width: 320, height: 220, legend: 120 },
  };
};
