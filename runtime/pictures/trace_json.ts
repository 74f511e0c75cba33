import { type Either, getOrElseW } from "fp-ts/lib/Either.js";
import { pipe } from "fp-ts/lib/function.js";
import { type Program, type ProgramJson, toJson } from "../../dsl/mod.ts";
import type { Cell, Moment } from "../timeline/moment.ts";
import type { Event, Result } from "../trace.ts";
import type { Film } from "./film.ts";

/** What of a run is not in its events. */
export interface TraceFacts {
  /** Name of the sampler. */ readonly sampler: string;
  readonly program: Program;
  readonly model: string;
  readonly process: "absorbing" | "uniform";
  /** Tokens of the model; the mask is one more. */ readonly vocabulary: number;
  readonly seed: number;
  /** Tokens of a row, the prompt's included. */ readonly length: number;
  /** What the run gave; null if it did not end. */ readonly result: Result | null;
}

/** A moment without what is in the events as well. */
export interface BareMoment extends Omit<Moment, "cells"> {
  readonly cells: readonly Pick<Cell, "token" | "kind" | "changed" | "rejected" | "why">[];
}

/** A run as a file: facts, events and what pictures make of them. Numbers that are not finite are null. */
export interface TraceFile extends Omit<TraceFacts, "program" | "result"> {
  readonly version: 1;
  /** Null where a stage is a function, which no file can hold. */ readonly program: ProgramJson | null;
  readonly result: Omit<Result, "trace"> | null;
  /** How each token that occurs is written. */ readonly signs: Readonly<Record<number, string>>;
  /** What happened, in order, for all rows: `Event` of `blockgen/runtime`, without `Ended`. */
  readonly events: readonly Event[];
  /** For each row what every step did to each position, and why; what the models said of it is in the events. */
  readonly moments: readonly (readonly BareMoment[])[];
}

const orNull = <A>(either: Either<unknown, A>): A | null => pipe(either, getOrElseW(() => null));

const withoutTrace = ({ trace: _, ...result }: Result): Omit<Result, "trace"> => result;

const bare = ({ label, start, cells }: Moment): BareMoment => ({
  label,
  start,
  cells: cells.map(({ token, kind, changed, rejected, why }) => ({ token, kind, changed, rejected, why })),
});

/** Tokens of all films, the drafts that were thrown away included. */
const tokensIn = (films: readonly Film[]): ReadonlySet<number> =>
  new Set(
    films.flatMap(({ prompt, moments }) => [
      ...prompt,
      ...moments.flatMap(({ cells }) =>
        cells.flatMap(({ token, rejected }) => rejected === null ? [token] : [token, rejected])
      ),
    ]),
  );

/** Probabilities are most of a file, and no reader wants seventeen digits of them. */
const short = (key: string, value: unknown): unknown =>
  key === "p" && typeof value === "number" ? Number(value.toPrecision(6)) : value;

/**
 * A run as one JSON object, for programs that draw or count on their own; `TraceFile` says what is in it.
 *
 * @param films One for each row.
 */
export const traceJson = (events: readonly Event[], films: readonly Film[], facts: TraceFacts): string => {
  const { program, result, ...known } = facts;
  const sign = films[0]?.sign ?? String;
  const file: TraceFile = {
    version: 1,
    ...known,
    program: orNull(toJson(program)),
    result: result === null ? null : withoutTrace(result),
    signs: Object.fromEntries([...tokensIn(films)].map((token) => [token, sign(token)])),
    events: events.filter(({ _tag }) => _tag !== "Ended"),
    moments: films.map(({ moments }) => moments.map(bare)),
  };
  return `${JSON.stringify(file, short)}\n`;
};
