import type { Node } from "../../dsl/mod.ts";
import { evaluate } from "./evaluate.ts";
import type { View } from "./features.ts";
import { argmax, type LogVector, normalise } from "./vector.ts";

type Credit = Extract<Node, { _tag: "Credit" }>;

/** The credit after a prediction, and the prediction with it. */
export const credited = (node: Credit, view: View) => {
  const { state, vocabulary } = view;
  const decay = evaluate(node.decay, view, 0);
  const weight = evaluate(node.weight, view, 0);
  const credit = state.dist!.logs.map((row, i) => {
    const [best, gain] = [argmax(row), evaluate(node.gain, view, i)];
    const before = state.credit?.[i] ?? new Array<number>(vocabulary).fill(0);
    return before.map((x, v) => decay * x + (v === best ? gain : 0));
  });
  const logs: readonly LogVector[] = state.dist!.logs.map((row, i) =>
    normalise(row.map((x, v) => x + weight * Math.log1p(credit[i]![v]!)))
  );
  return { credit, logs };
};
