import type { Model, Session } from "../../runtime/mod.ts";

/** A model that adds up the time spent in its answers. */
export const timedModel = (model: Model): { readonly model: Model; readonly milliseconds: () => number } => {
  let spent = 0;
  const timed = <Q, A>(ask: (request: Q) => A | Promise<A>) => async (request: Q): Promise<A> => {
    const started = performance.now();
    const answer = await ask(request);
    spent += performance.now() - started;
    return answer;
  };
  const open = async (batch: { readonly rows: number; readonly length: number }): Promise<Session> => {
    const { predict, verify } = await model.open(batch);
    return { predict: timed(predict), ...(verify === undefined ? {} : { verify: timed(verify) }) };
  };
  return { model: { ...model, open }, milliseconds: () => spent };
};
