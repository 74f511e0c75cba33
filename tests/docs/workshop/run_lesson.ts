import type { Happening, Outcome, Ready } from "../../../docs/playground/engine/job.ts";
import { loadOracle } from "../../../docs/playground/engine/load_oracle.ts";
import type { LoadedModel } from "../../../docs/playground/engine/loaded_model.ts";
import { runJob } from "../../../docs/playground/engine/run_job.ts";
import type { LessonResult } from "../../../docs/playground/lessons/lesson.ts";
import { resultOf } from "../../../docs/playground/lessons/result_of.ts";
import { recorder } from "../../../docs/playground/page/recorder.ts";
import type { SideState } from "../../../docs/playground/page/side_state.ts";
import type { ModelChoice, Setup } from "../../../docs/playground/setup.ts";
import { right } from "fp-ts/lib/Either.js";
import { book } from "../../../runtime/books/mod.ts";

const models = new Map<string, LoadedModel>();

const modelOf = (choice: ModelChoice, text: string): LoadedModel => {
  if (choice._tag === "Shipped") { throw new Error("lessons run on oracles, which are exact"); }
  const source = choice._tag === "Book" ? book.text : text;
  const key = `${choice.process} ${source}`;
  const model = models.get(key) ?? loadOracle(source, choice.process);
  models.set(key, model);
  return model;
};

const sideOf = async (setup: Setup, half: 0 | 1): Promise<Pick<SideState, "ready" | "outcome" | "moments">> => {
  const { text, length, seed, prompt, sides } = setup;
  const { model, nodes } = sides[half];
  let ready: Ready | null = null;
  let outcome: Outcome | null = null;
  const events: Happening[] = [];
  const job = { model, text, nodes, length, seed, prompt, backend: "host" } as const;
  await runJob(job, () => Promise.resolve(right(modelOf(model, text))), (answer) => {
    if (answer._tag === "Ready") { ready = answer.ready; }
    else if (answer._tag === "Happened") { events.push(...answer.events); }
    else if (answer._tag === "Done") { outcome = answer.outcome; }
    else { throw new Error(answer.sentence); }
  });
  const record = recorder(ready!);
  record.add(events);
  return { ready, outcome, moments: record.moments() };
};

/** Runs both sides of a setup as the page does, in this process. */
export const runLesson = async (setup: Setup): Promise<LessonResult> =>
  resultOf(setup, [await sideOf(setup, 0), await sideOf(setup, 1)])!;
