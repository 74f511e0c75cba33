import type { Either } from "fp-ts/lib/Either.js";
import { setImmediate } from "node:timers/promises";
import type { Program } from "../../dsl/mod.ts";
import type { RunError } from "../errors.ts";
import type { Model } from "../model.ts";
import type { RunOptions } from "../options.ts";
import { stream } from "../run.ts";
import type { Event, Result } from "../trace.ts";

/** How a run ended, and how long it worked: not counting what was done with its events. */
export interface Timed {
  readonly result: Either<RunError, Result>;
  readonly seconds: number;
}

/** The events of a run. Before each, the process looks up: keys are read, other runs go on. */
export async function* timedStream(program: Program, model: Model, options: RunOptions): AsyncGenerator<Event, Timed> {
  const walk = stream(program, model, options);
  let seconds = 0;
  for (;;) {
    await setImmediate();
    const began = performance.now();
    const next = await walk.next();
    seconds += (performance.now() - began) / 1000;
    if (next.done === true) { return { result: next.value, seconds }; }
    yield next.value;
  }
}
