/** A question to a worker; its answer has the same number. */
export interface Numbered<A> {
  readonly id: number;
  readonly content: A;
}

/** Says that the worker is there: its script has been read. */
export const READY = "ready";

interface Scope {
  onmessage: (message: MessageEvent<Numbered<never>>) => void;
  postMessage: (answer: unknown) => void;
}

/** Makes a worker of a function: it answers one question after the other. */
export const answering = <Question, Answer>(answer: (question: Question) => Answer): void => {
  const worker = globalThis as unknown as Scope;
  worker.onmessage = ({ data: { id, content } }) => worker.postMessage({ id, content: answer(content) });
  worker.postMessage(READY);
};
