import { match } from "ts-pattern";
import type { Feature } from "../../dsl/mod.ts";
import type { Place } from "./place.ts";
import type { RunState } from "./state.ts";
import { argmax, entropy, type LogVector } from "./vector.ts";

/** What a feature of a position is computed from. */
export interface View {
  readonly state: RunState;
  readonly place: Place;
  /** Number of real tokens; an absorbing model's mask has this id. */ readonly vocabulary: number;
}

const missing = (what: string): never => {
  throw new Error(`A stage reads ${what}, which no earlier stage has left: the types of the program were bypassed`);
};

/** Gap of the two largest probabilities. */
const margin = (logs: LogVector): number => {
  const [first = 0, second = 0] = logs.map(Math.exp).sort((a, b) => b - a);
  return first - second;
};

/** `KL(p || q)` with 1e-12 added inside the logarithms, not to the weight. */
const divergence = (p: LogVector, q: LogVector): number =>
  p.reduce((sum, x, v) => sum + Math.exp(x) * (Math.log(Math.exp(x) + 1e-12) - Math.log(Math.exp(q[v]!) + 1e-12)), 0);

const totalVariation = (p: LogVector, q: LogVector): number =>
  p.reduce((sum, x, v) => sum + Math.abs(Math.exp(x) - Math.exp(q[v]!)), 0) / 2;

/** A feature of one position of a state, by the formulas of `Features` in dsl/expression/expression.ts. */
export const feature = (of: Feature, { state, place, vocabulary }: View, i: number): number => {
  const dist = () => (state.dist ?? missing("dist")).logs[i]!;
  const ar = () => (state.ar ?? missing("ar")).logs[i]!;
  const draft = () => (state.draft ?? missing("draft"))[i]!;
  const canvas = () => (state.canvas ?? missing("block"))[i]!;
  return match(of)
    .with("dist.entropy", () => entropy(dist()))
    .with("dist.confidence", () => Math.exp(Math.max(...dist())))
    .with("dist.margin", () => margin(dist()))
    .with("dist.argmax", () => argmax(dist()))
    .with("dist.current", () => (canvas() === vocabulary ? 0 : Math.exp(dist()[canvas()]!)))
    .with("draft.probability", () => Math.exp(dist()[draft()]!))
    .with("draft.changed", () => Number(draft() !== canvas()))
    .with("ar.nll", () => -ar()[draft()]!)
    .with("ar.gap", () => Math.max(...ar()) - ar()[draft()]!)
    .with("ar.entropy", () => entropy(ar()))
    .with("divergence.kl", () => divergence(ar(), dist()))
    .with("divergence.reverseKl", () => divergence(dist(), ar()))
    .with("divergence.tv", () => totalVariation(ar(), dist()))
    .with("picked", () => Number((state.picked ?? missing("picked"))[i]))
    .with("masked", () => Number(canvas() === vocabulary))
    .with("frozen", () => Number(place.frozen[i]))
    .with("position", () => place.start + i)
    .with("index", () => i)
    .with("random", () => missing("a random number inside a formula"))
    .exhaustive();
};
