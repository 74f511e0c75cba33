import { match } from "ts-pattern";
import { roundHalfEven } from "../../dsl/geometry.ts";
import type { BinaryOp, Formula, ReduceOp, StepVariable, UnaryOp } from "../../dsl/mod.ts";
import { feature, type View } from "./features.ts";
import { positionsOf } from "./place.ts";

/** Arithmetic is total, as the language says (dsl/expression/operators.ts): numbers end at 1e30, logarithms begin at 1e-30. */
const FAR = 1e30;
const clipped = (x: number): number => (x > FAR ? FAR : x < -FAR ? -FAR : x);
const quotient = (a: number, b: number): number => (b !== 0 ? a / b : a === 0 ? 0 : a > 0 ? FAR : -FAR);
const rest = (a: number, b: number): number => (b === 0 ? 0 : a - b * Math.floor(a / b));
const raised = (a: number, b: number): number => (a < 0 && !Number.isInteger(b) ? 0 : a ** b);

const unary = (op: UnaryOp, x: number): number =>
  match(op)
    .with("negate", () => -x)
    .with("log", () => Math.log(Math.max(1e-30, x)))
    .with("exp", () => clipped(Math.exp(x)))
    .with("absolute", () => Math.abs(x))
    .with("round", () => roundHalfEven(x))
    .with("floor", () => Math.floor(x))
    .with("ceiling", () => Math.ceil(x))
    .with("cosine", () => Math.cos(x))
    .with("not", () => 1 - x)
    .exhaustive();

const binary = (op: BinaryOp, a: number, b: number): number =>
  match(op)
    .with("add", () => clipped(a + b))
    .with("subtract", () => clipped(a - b))
    .with("multiply", () => clipped(a * b))
    .with("divide", () => clipped(quotient(a, b)))
    .with("modulo", () => clipped(rest(a, b)))
    .with("power", () => clipped(raised(a, b)))
    .with("minimum", () => Math.min(a, b))
    .with("maximum", () => Math.max(a, b))
    .with("less", () => Number(a < b))
    .with("equal", () => Number(a === b))
    .exhaustive();

const reduce = (op: ReduceOp, values: readonly number[]): number => {
  if (values.length === 0) return 0;
  const sum = clipped(values.reduce((total, x) => total + x, 0));
  return match(op)
    .with("sum", () => sum)
    .with("mean", () => sum / values.length)
    .with("largest", () => Math.max(...values))
    .with("smallest", () => Math.min(...values))
    .exhaustive();
};

const stepVariable = (of: StepVariable, { place, vocabulary }: View): number =>
  match(of)
    .with("step", () => place.step)
    .with("steps", () => place.steps)
    .with("alphaT", () => place.alphaT)
    .with("alphaS", () => place.alphaS)
    .with("blockSize", () => place.size)
    .with("vocabulary", () => vocabulary)
    .with("t", () => NaN)
    .exhaustive();

/** The value of a formula at position `i` of a state, in float64. */
export const evaluate = (formula: Formula, view: View, i: number): number =>
  match(formula)
    .with({ _tag: "Number" }, (f) => f.value)
    .with({ _tag: "Step" }, (f) => stepVariable(f.of, view))
    .with({ _tag: "Feature" }, (f) => feature(f.of, view, i))
    .with({ _tag: "Memory" }, (f) => view.state.memory.get(f.name)?.[i] ?? 0)
    .with({ _tag: "Unary" }, (f) => unary(f.op, evaluate(f.of, view, i)))
    .with({ _tag: "Binary" }, (f) => binary(f.op, evaluate(f.left, view, i), evaluate(f.right, view, i)))
    .with({ _tag: "Where" }, (f) => evaluate(evaluate(f.test, view, i) !== 0 ? f.then : f.otherwise, view, i))
    .with({ _tag: "Reduce" }, (f) => {
      const among = positionsOf(view.place).filter((j) => evaluate(f.among, view, j) !== 0);
      return reduce(f.op, among.map((j) => evaluate(f.of, view, j)));
    })
    .exhaustive();

/** The value at every position of the block. */
export const evaluateAll = (formula: Formula, view: View): readonly number[] =>
  positionsOf(view.place).map((i) => evaluate(formula, view, i));

/** The level of a schedule at time `t`: a formula of `t` alone. */
export const levelAt = (schedule: Formula, t: number): number =>
  match(schedule)
    .with({ _tag: "Number" }, (f) => f.value)
    .with({ _tag: "Step", of: "t" }, () => t)
    .with({ _tag: "Unary" }, (f) => unary(f.op, levelAt(f.of, t)))
    .with({ _tag: "Binary" }, (f) => binary(f.op, levelAt(f.left, t), levelAt(f.right, t)))
    .with({ _tag: "Where" }, (f) => levelAt(levelAt(f.test, t) !== 0 ? f.then : f.otherwise, t))
    .with({ _tag: "Step" }, { _tag: "Feature" }, { _tag: "Memory" }, { _tag: "Reduce" }, () => NaN)
    .exhaustive();
