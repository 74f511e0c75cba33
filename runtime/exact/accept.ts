import type { Node } from "../../dsl/mod.ts";
import { evaluate } from "./evaluate.ts";
import type { View } from "./features.ts";
import { positionsOf } from "./place.ts";
import type { Outcome, RunState } from "./state.ts";
import type { LogVector } from "./vector.ts";

type Accept = Extract<Node, { _tag: "Accept" }>;

/** `max(0, p - q)`, normalised. */
const residual = (p: LogVector, q: LogVector): readonly number[] => {
  const rest = p.map((x, v) => Math.max(0, Math.exp(x) - Math.exp(q[v]!)));
  const total = rest.reduce((sum, x) => sum + x, 0);
  return rest.map((x) => (total > 0 ? x / total : 0));
};

/** All ways in which a draft may pass: everything, or up to a first miss with each token that may replace it. */
export const accept = (node: Accept, view: View): readonly Outcome[] => {
  const { state, place } = view;
  const tried = positionsOf(place).filter((i) => !place.frozen[i] && evaluate(node.among, view, i) !== 0);
  const [p, q, draft] = [state.ar!.logs, state.dist!.logs, state.draft!];
  const after = (count: number, token: number): RunState => ({
    ...state,
    draft: draft.map((old, i) => (i === tried[count] ? token : old)),
    picked: positionsOf(place).map((i) => tried.indexOf(i) >= 0 && tried.indexOf(i) <= count),
  });
  const outcomes: Outcome[] = [];
  let going = 1;
  for (const [count, i] of tried.entries()) {
    const passes = Math.min(1, Math.exp(p[i]![draft[i]!]! - q[i]![draft[i]!]!));
    residual(p[i]!, q[i]!).forEach((share, token) => {
      const weight = going * (1 - passes) * share;
      if (weight > 0) outcomes.push({ weight, state: after(count, token) });
    });
    going *= passes;
  }
  return going > 0 ? [...outcomes, { weight: going, state: after(tried.length, -1) }] : outcomes;
};
