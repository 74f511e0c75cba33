import * as E from "fp-ts/lib/Either.js";
import * as assert from "uvu/assert";
import type { Program } from "../../dsl/mod.ts";
import { describe, type Event, type Model, run, type RunError, type RunOptions, stream } from "../../runtime/mod.ts";

const seconds = <A>(limit: number, of: Promise<A>): Promise<A> => {
  let timer: ReturnType<typeof setTimeout>;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing after ${limit} seconds`)), limit * 1000);
  });
  return Promise.race([of, late]).finally(() => clearTimeout(timer));
};

/**
 * How a run fails, on the host unless told otherwise: it ends within 20 seconds, as data, `stream` and `run` alike; the stream's last
 * event has nothing but the error.
 */
export const failureOf = async (program: Program, model: Model, options: RunOptions): Promise<RunError> => {
  const complete = { backend: "host", ...options } as const;
  const result = await seconds(20, run(program, model, complete)());
  assert.ok(E.isLeft(result), "the run should fail");
  const events = await seconds(20, collected(stream(program, model, complete)));
  assert.equal(events.at(-1), { _tag: "Ended", result });
  assert.is(events.filter(({ _tag }) => _tag === "Ended").length, 1);
  return (result as E.Left<RunError>).left;
};

/** All events of a stream. */
export const collected = async (events: AsyncIterable<Event>): Promise<readonly Event[]> => {
  const all: Event[] = [];
  for await (const event of events) { all.push(event); }
  return all;
};

/** Checks the tag and that the sentence reads as it should. */
export const assertFailure = (error: RunError, tag: RunError["_tag"], sentence: RegExp): void => {
  assert.is(error._tag, tag);
  assert.match(describe(error), sentence);
};
