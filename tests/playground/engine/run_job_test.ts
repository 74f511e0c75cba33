import { ar, arpc, blockAncestral, type Program } from "blockgen/dsl";
import * as E from "fp-ts/lib/Either.js";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { Chunk } from "../../../docs/playground/chunks.ts";
import { modelFinder } from "../../../docs/playground/engine/find_model.ts";
import type { Answer, Job } from "../../../docs/playground/engine/job.ts";
import { runJob } from "../../../docs/playground/engine/run_job.ts";
import { shippedFolder } from "../../../runtime/shipped/place_node.ts";
import { eventsOf, rhyme } from "../with_text.ts";

const fileOf = (name: string) => readFileSync(join(shippedFolder("masked"), name));
const files = {
  config: fileOf("config.json").toString(),
  tokenizer: fileOf("tokenizer.json").toString(),
  weights: fileOf("model.safetensors").toString("base64"),
};
const parts = new Map<Chunk, string>([["book", rhyme], ["masked", JSON.stringify(files)]]);

const jobOf = (model: Job["model"], { nodes }: Program, parts: Partial<Job> = {}): Job => ({
  ...{ model, text: "", nodes, length: 16, seed: 1, prompt: "", backend: "host" },
  ...parts,
});

const answersOf = async (job: Job, find = modelFinder(parts), signal?: AbortSignal): Promise<readonly Answer[]> => {
  const answers: Answer[] = [];
  await runJob(job, find, (answer) => answers.push(answer), signal);
  return answers;
};

const book = { _tag: "Book", process: "absorbing" } as const;
const ancestral = blockAncestral({ size: 8, steps: 3 });

const jobs = suite("the playground's jobs, without a browser");

jobs("answer with what is known, all events in order, and the outcome", async () => {
  const answers = await answersOf(jobOf(book, ancestral));
  assert.is(answers[0]!._tag, "Ready");
  const last = answers.at(-1)!;
  if (last._tag !== "Done") { throw new Error(JSON.stringify(last)); }
  assert.ok(last.outcome.bits! > 0);
  const events = answers.flatMap((answer) => answer._tag === "Happened" ? answer.events : []);
  assert.is(events[0]!._tag, "Started");
  assert.equal(events.slice(1), await eventsOf(ancestral, {}));
});

jobs("learn from the reader's own text", async () => {
  const text = { _tag: "Text", process: "uniform" } as const;
  const [ready] = await answersOf(jobOf(text, ancestral, { text: "abc abd abe " }));
  if (ready!._tag !== "Ready") { throw new Error(JSON.stringify(ready)); }
  assert.equal([ready.ready.symbols.join(""), ready.ready.process], [" abcde", "uniform"]);
  const [failed] = await answersOf(jobOf(text, ancestral));
  assert.equal(failed, {
    _tag: "Failed",
    sentence: "Cannot run as the length of the text must be at least 1: found 0",
  });
});

jobs("run a checkpoint from its files, whose bits nobody knows exactly", async () => {
  const answers = await answersOf(
    jobOf({ _tag: "Shipped", name: "masked" }, arpc({ size: 8, steps: 2, by: ar.nll }), { length: 8 }),
  );
  const last = answers.at(-1)!;
  if (last._tag !== "Done") { throw new Error(JSON.stringify(last)); }
  assert.equal([last.outcome.engine, last.outcome.bits, last.outcome.tokens.length], ["host (float64)", null, 8]);
});

jobs("load a model once, and let the one go that was used longest ago", async () => {
  const find = modelFinder(parts);
  const loadedFor = async (text: string) => {
    const found = await find(jobOf({ _tag: "Text", process: "absorbing" }, ancestral, { text }));
    if (E.isLeft(found)) { throw new Error(found.left); }
    return found.right;
  };
  const first = await loadedFor("first text");
  assert.is(await loadedFor("first text"), first);
  for (const text of ["b b b", "c c c", "d d d"]) { await loadedFor(text); }
  assert.is.not(await loadedFor("first text"), first);
});

jobs("end early when they are stopped, also between the events of a run that never waits", async () => {
  const stop = new AbortController();
  const answers: Answer[] = [];
  const long = jobOf(book, blockAncestral({ size: 8, steps: 20_000 }));
  setTimeout(() => stop.abort(new Error("stopped by the reader")), 200);
  await runJob(long, modelFinder(parts), (answer) => answers.push(answer), stop.signal);
  const last = answers.at(-1)!;
  assert.match(last._tag === "Failed" ? last.sentence : "", /stopped by the reader/);
  const before = await answersOf(long, modelFinder(parts), stop.signal);
  assert.equal(before.map(({ _tag }) => _tag), ["Failed"]);
});
jobs.run();
