import { logLine, type LogRecord, type NumbersBySize, type TrainRecord } from "../../train/log.ts";

/** Updates of which one record stays. */
const GROUP = 50;

const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
/** Digits that a curve shows. */
const short = (x: number): number => Number(x.toPrecision(5));

const meanBySize = (all: readonly NumbersBySize[]): NumbersBySize => {
  const sizes = [...new Set(all.flatMap((one) => Object.keys(one)))].sort((a, b) => Number(a) - Number(b));
  return Object.fromEntries(sizes.map((size) => [size, short(mean(all.flatMap((one) => one[size] ?? [])))]));
};

/** Some updates as the last of them, with the means of their numbers. */
const merged = (records: readonly TrainRecord[]): TrainRecord => {
  const last = records.at(-1)!;
  return {
    ...last,
    elapsed: Math.round(last.elapsed),
    loss: short(mean(records.map(({ loss }) => loss))),
    losses: meanBySize(records.map(({ losses }) => losses)),
    rate: short(last.rate),
    gradient: short(mean(records.map(({ gradient }) => gradient))),
  };
};

/** The records of a run without most of its updates: each fifty are one with their means; evaluations and samples stay. */
export const compactLog = (records: readonly LogRecord[]): readonly LogRecord[] => {
  const kept: LogRecord[] = [];
  let group: TrainRecord[] = [];
  const close = (): void => {
    if (group.length > 0) { kept.push(merged(group)); }
    group = [];
  };
  for (const record of records) {
    if (record.kind === "train") {
      group.push(record);
      if ((record.step + 1) % GROUP === 0) { close(); }
    } else {
      close();
      kept.push(record);
    }
  }
  close();
  return kept;
};

/** The same as a file. */
export const compactLogText = (records: readonly LogRecord[]): string => compactLog(records).map(logLine).join("");
