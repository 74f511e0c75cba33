import { type Either, left, right } from "fp-ts/lib/Either.js";
import { type Numbered, READY } from "./worker_side.ts";

/** A worker that is asked and answers. */
export interface AskedWorker<Question, Answer> {
  /** The answer, or why there is none: it took too long, or the worker failed. */
  readonly ask: (question: Question) => Promise<Either<"late" | "broken" | "closed", Answer>>;
  readonly close: () => void;
}

interface Waiting<Answer> {
  readonly settle: (answer: Either<"late" | "broken" | "closed", Answer>) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** One life of a worker. */
interface Life<Question, Answer> {
  readonly worker: Worker;
  readonly ready: Promise<void>;
  readonly waiting: Map<number, Waiting<Answer>>;
  readonly order: (message: Numbered<Question>) => void;
}

/**
 * A worker that starts with the first question and anew behind one that it did not answer in time. Loading does not count.
 *
 * @param load The text of its script. It becomes a blob: a page opened as a file may load no worker from one.
 * @param milliseconds How long an answer may take.
 */
export const askedWorker = <Question, Answer>(
  load: () => Promise<string>,
  milliseconds: number,
): AskedWorker<Question, Answer> => {
  let life: Promise<Life<Question, Answer>> | null = null;
  let asked = 0;
  const end = async (why: "late" | "broken" | "closed"): Promise<void> => {
    const ending = life;
    life = null;
    if (ending === null) { return; }
    const { worker, waiting } = await ending;
    worker.terminate();
    for (const { settle, timer } of waiting.values()) {
      clearTimeout(timer);
      settle(left(why));
    }
    waiting.clear();
  };
  const ask: AskedWorker<Question, Answer>["ask"] = async (content) => {
    try {
      life ??= begin<Question, Answer>(load, () => void end("broken"));
      const { ready, waiting, order } = await life;
      await ready;
      const id = ++asked;
      return await new Promise((settle) => {
        waiting.set(id, { settle, timer: setTimeout(() => void end("late"), milliseconds) });
        order({ id, content });
      });
    } catch {
      life = null;
      return left("broken");
    }
  };
  return { ask, close: () => void end("closed") };
};

const begin = async <Question, Answer>(
  load: () => Promise<string>,
  broken: () => void,
): Promise<Life<Question, Answer>> => {
  const address = URL.createObjectURL(new Blob([await load()], { type: "text/javascript" }));
  const worker = new Worker(address);
  const waiting = new Map<number, Waiting<Answer>>();
  const ready = new Promise<void>((done, failed) => {
    worker.onmessage = ({ data }: MessageEvent<typeof READY | Numbered<Answer>>): void => {
      if (data === READY) {
        URL.revokeObjectURL(address);
        return done();
      }
      const one = waiting.get(data.id);
      clearTimeout(one?.timer);
      waiting.delete(data.id);
      one?.settle(right(data.content));
    };
    worker.onerror = (event): void => {
      failed(new Error(event.message));
      broken();
    };
  });
  return { worker, ready, waiting, order: (message) => worker.postMessage(message) };
};
