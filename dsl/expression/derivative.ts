import { match } from "ts-pattern";
import type { BinaryOp, Formula, StepVariable, UnaryOp } from "./expression.ts";

const number = (value: number): Formula => ({ _tag: "Number", value });
const zero = number(0);
const one = number(1);
const is = (formula: Formula, value: number): boolean => formula._tag === "Number" && formula.value === value;

const unary = (op: UnaryOp, of: Formula): Formula => is(of, 0) && op === "negate" ? zero : { _tag: "Unary", op, of };

const binary = (op: BinaryOp, left: Formula, right: Formula): Formula => ({ _tag: "Binary", op, left, right });

const plus = (a: Formula, b: Formula): Formula => is(a, 0) ? b : is(b, 0) ? a : binary("add", a, b);
const minus = (a: Formula, b: Formula): Formula =>
  is(b, 0) ? a : is(a, 0) ? unary("negate", b) : binary("subtract", a, b);
const times = (a: Formula, b: Formula): Formula =>
  is(a, 0) || is(b, 0) ? zero : is(a, 1) ? b : is(b, 1) ? a : binary("multiply", a, b);
const over = (a: Formula, b: Formula): Formula => is(a, 0) ? zero : binary("divide", a, b);
const where = (test: Formula, then: Formula, otherwise: Formula): Formula =>
  is(then, 0) && is(otherwise, 0) ? zero : { _tag: "Where", test, then, otherwise };

/** `f(of)'` when `slope` is `of'`. `sin a` is `cos(a - pi/2)`. */
const ofUnary = (op: UnaryOp, of: Formula, slope: Formula): Formula =>
  match(op)
    .with("negate", "not", () => unary("negate", slope))
    .with("log", () => over(slope, of))
    .with("exp", () => times(unary("exp", of), slope))
    .with("absolute", () => where(binary("less", of, zero), unary("negate", slope), slope))
    .with("cosine", () => unary("negate", times(unary("cosine", binary("subtract", of, number(Math.PI / 2))), slope)))
    .with("round", "floor", "ceiling", () => zero)
    .exhaustive();

/** `(a^b)' = b a^(b-1) a' + a^b ln(a) b'`; the second part is left out where `b` is constant, so that `a` may be negative. */
const ofPower = (a: Formula, b: Formula, aSlope: Formula, bSlope: Formula): Formula =>
  plus(
    times(times(b, binary("power", a, binary("subtract", b, one))), aSlope),
    times(times(binary("power", a, b), unary("log", a)), bSlope),
  );

const ofBinary = (op: BinaryOp, a: Formula, b: Formula, aSlope: Formula, bSlope: Formula): Formula =>
  match(op)
    .with("add", () => plus(aSlope, bSlope))
    .with("subtract", () => minus(aSlope, bSlope))
    .with("multiply", () => plus(times(aSlope, b), times(a, bSlope)))
    .with("divide", () => minus(over(aSlope, b), over(times(a, bSlope), times(b, b))))
    .with("modulo", () => minus(aSlope, times(bSlope, unary("floor", binary("divide", a, b)))))
    .with("power", () => ofPower(a, b, aSlope, bSlope))
    .with("minimum", () => where(binary("less", a, b), aSlope, bSlope))
    .with("maximum", () => where(binary("less", a, b), bSlope, aSlope))
    .with("less", "equal", () => zero)
    .exhaustive();

/** Sums and means go through; the slope of an extreme is that of the positions that attain it. */
const ofReduce = (formula: Extract<Formula, { _tag: "Reduce" }>, slope: Formula): Formula => {
  const { op, of, among } = formula;
  if (is(slope, 0)) { return zero; }
  if (op === "sum" || op === "mean") { return { ...formula, of: slope }; }
  return { _tag: "Reduce", op: "mean", of: slope, among: binary("multiply", among, binary("equal", of, formula)) };
};

/**
 * The derivative of a formula by one of its step variables, as a formula: exact, by the rules of calculus, simplified where a part is 0 or 1.
 *
 * Features and memories count as constants, steps (`round`, `less`) as flat; at a kink (`absolute`, `minimum`) one side is taken.
 * Losses weigh by `alpha'(t)`, the derivative of a schedule.
 *
 * @param by The variable; time, `t`, by default.
 *
 * @example The log-linear schedule falls evenly
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { derivative, multiply, t } from "blockgen/dsl";
 *
 * deepStrictEqual(derivative(multiply(-0.999, t).formula), { _tag: "Number", value: -0.999 });
 * ```
 */
export const derivative = (formula: Formula, by: StepVariable = "t"): Formula =>
  match(formula)
    .returnType<Formula>()
    .with({ _tag: "Step" }, (f) => f.of === by ? one : zero)
    .with({ _tag: "Number" }, { _tag: "Feature" }, { _tag: "Memory" }, () => zero)
    .with({ _tag: "Unary" }, (f) => ofUnary(f.op, f.of, derivative(f.of, by)))
    .with({ _tag: "Binary" }, (f) => ofBinary(f.op, f.left, f.right, derivative(f.left, by), derivative(f.right, by)))
    .with({ _tag: "Where" }, (f) => where(f.test, derivative(f.then, by), derivative(f.otherwise, by)))
    .with({ _tag: "Reduce" }, (f) => ofReduce(f, derivative(f.of, by)))
    .exhaustive();
