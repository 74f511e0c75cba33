import { program } from "blockgen/dsl";
import {
  automatic,
  type BackendName,
  BlockgenError,
  describe,
  type Event,
  type Model,
  type Result,
  type RunOptions,
  stream,
} from "blockgen/runtime";
import * as E from "fp-ts/lib/Either.js";
import { breathe } from "./breathe.ts";
import type { Answer, Happening, Job, Outcome, Ready } from "./job.ts";
import type { LoadedModel } from "./loaded_model.ts";
import { demandsOf } from "../../../runtime/demands.ts";

/** Events of so many milliseconds travel together: the page draws no faster, and each message costs it time. */
const MILLISECONDS_TOGETHER = 50;

/** Finds a job's model, loading it if need be; a sentence says why there is none. */
export type FindModel = (job: Job) => Promise<E.Either<string, LoadedModel>>;

type Tell = (answer: Answer) => void;

/** Runs a job, in a worker or anywhere else, and answers as it goes; it never rejects. */
export const runJob = async (job: Job, find: FindModel, tell: Tell, signal?: AbortSignal): Promise<void> => {
  try {
    if (signal?.aborted) { return tell({ _tag: "Failed", sentence: "Stopped before it started." }); }
    const model = await find(job);
    if (E.isLeft(model)) { return tell({ _tag: "Failed", sentence: model.left }); }
    tell({ _tag: "Ready", ready: readyOf(model.right, job, await backendOf(job, model.right.model)) });
    await breathe();
    await follow(job, model.right, tell, signal);
  } catch (thrown) {
    tell({ _tag: "Failed", sentence: sentenceOf(thrown) });
  }
};

/** The sentence of an expected error; a bug says that it is one. */
const sentenceOf = (thrown: unknown): string =>
  thrown instanceof BlockgenError ? thrown.message : `The playground has a bug: ${String(thrown)}`;

const backendOf = async ({ backend, nodes }: Job, model: Model): Promise<BackendName> =>
  backend === "auto" ? await automatic(demandsOf(nodes, model)) : backend;

const readyOf = ({ model, symbols, textBits }: LoadedModel, { prompt }: Job, backend: BackendName): Ready => {
  const encoded = model.tokenizer!.encode(prompt);
  return {
    symbols,
    prompt: "tokens" in encoded ? encoded.tokens : [],
    process: model.abilities.process,
    abilities: model.abilities,
    engine: model.engine,
    backend,
    textBits,
  };
};

const follow = async (job: Job, loaded: LoadedModel, tell: Tell, signal: AbortSignal | undefined): Promise<void> => {
  const started = performance.now();
  const events = gathered(tell);
  for await (const event of stream(program(job.nodes), loaded.model, optionsOf(job, signal))) {
    if (event._tag !== "Ended") {
      await events.add(event);
      continue;
    }
    events.flush();
    tell(
      E.isLeft(event.result)
        ? { _tag: "Failed", sentence: describe(event.result.left) }
        : { _tag: "Done", outcome: outcomeOf(event.result.right, loaded, performance.now() - started) },
    );
  }
};

const optionsOf = ({ length, seed, backend, prompt }: Job, signal: AbortSignal | undefined): RunOptions => ({
  length,
  seed,
  backend,
  rows: [prompt === "" ? {} : { prompt }],
  trace: "stage",
  ...(signal === undefined ? {} : { signal }),
});

/** Events on their way to the page, some at a time. The first ones hurry, so that the page has something to draw. */
const gathered = (tell: Tell) => {
  let waiting: Happening[] = [];
  let last = 0;
  const flush = (): void => {
    if (waiting.length > 0) { tell({ _tag: "Happened", events: waiting }); }
    waiting = [];
    last = performance.now();
  };
  const add = async (event: Exclude<Event, { _tag: "Ended" }>): Promise<void> => {
    waiting.push(event);
    if (performance.now() - last < MILLISECONDS_TOGETHER) { return; }
    flush();
    await breathe();
  };
  return { add, flush };
};

const outcomeOf = (result: Result, { bitsOf }: LoadedModel, milliseconds: number): Outcome => {
  const { tokens, prompt, nfe } = result.rows[0]!;
  const { engine, backend, settled, notices } = result;
  return { tokens, nfe, engine, backend, settled, bits: bitsOf?.(tokens, prompt) ?? null, notices, milliseconds };
};
