import { type Either, left, right } from "fp-ts/lib/Either.js";
import * as v from "valibot";
import type { TrainError } from "./errors.ts";

/** What every record says. */
export interface LogMoment {
  /** Updates made before the record; an update's own number, from 0, for `train`. */ readonly step: number;
  /** Seconds of training, over all sittings. */ readonly elapsed: number;
}

/** Numbers by block size. */
export type NumbersBySize = Readonly<Record<string, number>>;

/** An update. */
export interface TrainRecord extends LogMoment {
  readonly kind: "train";
  /** That carried a loss so far. */ readonly tokens: number;
  /** Nats per token. */ readonly loss: number;
  /** The same by block size. */ readonly losses: NumbersBySize;
  /** Learning rate. */ readonly rate: number;
  /** Norm of the gradient before clipping. */ readonly gradient: number;
}

/** An evaluation on held-out text. */
export interface EvalRecord extends LogMoment {
  readonly kind: "eval";
  /** That carried a loss so far. */ readonly tokens: number;
  readonly bitsPerCharacter: NumbersBySize;
}

/** A sample, to be read. */
export interface SampleRecord extends LogMoment {
  readonly kind: "sample";
  /** Name of the sampler. */ readonly sampler: string;
  readonly text: string;
}

/** One line of a run's log. */
export type LogRecord = TrainRecord | EvalRecord | SampleRecord;

const number = v.pipe(v.number(), v.finite());
const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const bySize = v.record(v.pipe(v.string(), v.regex(/^[1-9]\d*$/)), number);

const schema: v.GenericSchema<unknown, LogRecord> = v.variant("kind", [
  v.strictObject({
    kind: v.literal("train"),
    step: whole,
    elapsed: number,
    tokens: whole,
    loss: number,
    losses: bySize,
    rate: number,
    gradient: number,
  }),
  v.strictObject({
    kind: v.literal("eval"),
    step: whole,
    elapsed: number,
    tokens: whole,
    bitsPerCharacter: bySize,
  }),
  v.strictObject({ kind: v.literal("sample"), step: whole, elapsed: number, sampler: v.string(), text: v.string() }),
]);

/** A record as a line of JSONL, with its newline. */
export const logLine = (record: LogRecord): string => `${JSON.stringify(record)}\n`;

/**
 * Reads a log. A last line without a newline was being written when the process ended, and is passed over; any other line that is
 * no record ends in `BadLog`.
 */
export function readLog(text: string): Either<TrainError, LogRecord[]> {
  const records: LogRecord[] = [];
  for (const [i, line] of text.split("\n").slice(0, -1).entries()) {
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), line);
    if (!parsed.success) { return left({ _tag: "BadLog", line: i + 1, reason: parsed.issues[0].message }); }
    records.push(parsed.output);
  }
  return right(records);
}

/**
 * The records that a run keeps when it goes on from a state before update `step`: updates it has not made yet will be logged again,
 * and so will evaluations that came with them.
 */
export const recordsBefore = (records: readonly LogRecord[], step: number): readonly LogRecord[] =>
  records.filter((record) => record.kind === "train" ? record.step < step : record.step <= step);
