import { isLeft } from "fp-ts/lib/Either.js";
import type { Program } from "../../dsl/mod.ts";
import { type Model, run, type RunError, type RunOptions } from "../../runtime/mod.ts";

/** A model that counts its calls, predictions and verifications, and does something at one of them. */
const watched = (model: Model, at: number, then: () => void) => {
  const seen = { asked: 0, closed: 0 };
  const count = () => {
    if (++seen.asked === at) { then(); }
  };
  const open: Model["open"] = async (batch) => {
    const { predict, verify, close } = await model.open(batch);
    return {
      predict: (request) => (count(), predict(request)),
      ...(verify === undefined ? {} : { verify: (request) => (count(), verify(request)) }),
      close: () => (seen.closed++, close?.()),
    };
  };
  return { model: { ...model, open }, seen };
};

/** How often a run asks its model, for all rows at once. */
export const callsOf = async (program: Program, model: Model, options: RunOptions): Promise<number> => {
  const counting = watched(model, 0, () => undefined);
  await run(program, counting.model, options)();
  return counting.seen.asked;
};

/** A run whose caller gives up while its model is asked for the n-th time: what it ends in, and what was asked and closed. */
export const abortedAtCall = async (
  program: Program,
  model: Model,
  options: RunOptions,
  at: number,
): Promise<{ readonly error: RunError | null; readonly asked: number; readonly closed: number }> => {
  const controller = new AbortController();
  const leaving = watched(model, at, () => controller.abort());
  const result = await run(program, leaving.model, { ...options, signal: controller.signal })();
  return { error: isLeft(result) ? result.left : null, ...leaving.seen };
};
