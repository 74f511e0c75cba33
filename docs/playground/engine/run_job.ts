import { program } from "blockgen/dsl";
import {
  BlockgenError,
  describe,
  type MarkovOracle,
  markovOracle,
  type Model,
  type Result,
  stream,
} from "blockgen/runtime";
import * as E from "fp-ts/lib/Either.js";
import type { Answer, Job, Outcome, Ready } from "./job.ts";

/** How much of the text its own bits per character are measured on; more takes longer and changes little. */
const MEASURED_CHARACTERS = 20_000;

/** Runs a job, in a worker or anywhere else, and answers as it goes; it never rejects. */
export const runJob = async (job: Job, answer: (answer: Answer) => void): Promise<void> => {
  try {
    const model: MarkovOracle = markovOracle(job.text, { process: job.process });
    answer({ _tag: "Ready", ready: readyOf(model, job) });
    await follow(job, model, answer);
  } catch (thrown) {
    answer({ _tag: "Failed", sentence: sentenceOf(thrown) });
  }
};

/** The sentence of an expected error; a bug says that it is one. */
const sentenceOf = (thrown: unknown): string =>
  thrown instanceof BlockgenError ? thrown.message : `The playground has a bug: ${String(thrown)}`;

const readyOf = (model: MarkovOracle, { text, prompt }: Job): Ready => {
  const encoded = model.tokenizer.encode(prompt);
  const measured = model.bitsPerCharacter(text.slice(0, MEASURED_CHARACTERS));
  return {
    symbols: model.symbols,
    prompt: "tokens" in encoded ? encoded.tokens : [],
    textBits: E.isRight(measured) ? measured.right : null,
  };
};

const follow = async (job: Job, model: MarkovOracle, answer: (answer: Answer) => void): Promise<void> => {
  const started = performance.now();
  const rows = [job.prompt === "" ? {} : { prompt: job.prompt }];
  const { length, seed, backend } = job;
  const events = stream(program(job.nodes), model as Model, { length, seed, backend, rows, trace: "stage" });
  for await (const event of events) {
    if (event._tag !== "Ended") {
      answer({ _tag: "Happened", event });
    } else if (E.isLeft(event.result)) {
      answer({ _tag: "Failed", sentence: describe(event.result.left) });
    } else {
      const milliseconds = performance.now() - started;
      answer({ _tag: "Done", outcome: { ...outcomeOf(event.result.right, model), milliseconds } });
    }
  }
};

const outcomeOf = (result: Result, model: MarkovOracle): Omit<Outcome, "milliseconds"> => {
  const { tokens, prompt, nfe } = result.rows[0]!;
  const made = tokens.slice(prompt);
  const nats = made.length === 0 ? 0 : -model.logProbability(made, tokens.slice(0, prompt)) / made.length;
  return {
    tokens,
    nfe,
    backend: result.backend,
    settled: result.settled,
    bits: nats / Math.LN2,
    notices: result.notices,
  };
};
