import { isLeft } from "fp-ts/lib/Either.js";
import type { Process } from "../../dsl/mod.ts";
import { summarise, type Summary } from "../cli/summary.ts";
import { type Timed, timedStream } from "../cli/timed.ts";
import { BlockgenError } from "../errors.ts";
import type { Model } from "../model.ts";
import type { RunOptions } from "../options.ts";
import type { Event, RowResult } from "../trace.ts";
import { type GrowingText, grown, noText } from "./growing_text.ts";
import type { Act } from "./programs.ts";
import type { StageView } from "./stage_view.ts";

/** What one sampler did with one kind of noise; the texts are judged when all have played. */
export interface Performance extends Summary {
  readonly sampler: string;
  readonly process: Process;
  readonly rows: readonly RowResult[];
}

type Walk = AsyncGenerator<Event, Timed>;

const performanceOf = (act: Act, model: Model, { result, seconds }: Timed): Performance => {
  if (isLeft(result)) { throw new BlockgenError(result.left); }
  const { rows } = result.right;
  return { sampler: act.name, process: model.abilities.process, ...summarise(result.right, null, seconds, 0), rows };
};

/** Runs one sampler to its end. */
export const solo = async (act: Act, model: Model, options: RunOptions): Promise<Performance> => {
  const walk = timedStream(act.program, model, options);
  let next = await walk.next();
  while (next.done !== true) { next = await walk.next(); }
  return performanceOf(act, model, next.value);
};

/** Runs two samplers at once, an event of one and an event of the other, and shows how their first texts grow. */
export const duel = async (
  acts: readonly [Act, Act],
  model: Model,
  options: RunOptions,
  view: StageView,
): Promise<readonly Performance[]> => {
  const walks: readonly Walk[] = acts.map((act) => timedStream(act.program, model, { ...options, trace: "step" }));
  const ends: (Timed | undefined)[] = [undefined, undefined];
  let texts: readonly [GrowingText, GrowingText] = [noText, noText];
  while (ends.includes(undefined)) {
    for (const [i, walk] of walks.entries()) {
      if (ends[i] !== undefined) { continue; }
      const next = await walk.next();
      if (next.done === true) {
        ends[i] = next.value;
      } else {
        const text = grown(texts[i]!, next.value, model.tokenizer?.decode ?? String);
        texts = i === 0 ? [text, texts[1]] : [texts[0], text];
      }
    }
    view.show(texts);
  }
  return acts.map((act, i) => performanceOf(act, model, ends[i]!));
};
