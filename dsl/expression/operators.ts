import {
  type AnyExpression,
  type BinaryOp,
  type Expression,
  expression,
  formulaOf,
  type Operand,
  type Reads,
  type ReduceOp,
  type UnaryOp,
  type Widest,
} from "./expression.ts";

/*
 * Arithmetic is total, so that no infinity or NaN reaches a device: results are limited to +-1e30; see arithmetic.ts.
 */

const unary = (op: UnaryOp) => <E extends Operand>(of: E): Expression<Reads<E>, Widest<E>> =>
  expression({ _tag: "Unary", op, of: formulaOf(of) });

const binary = (op: BinaryOp) => <A extends Operand, B extends Operand>(left: A, right: B) =>
  expression<Reads<A> | Reads<B>, Widest<A> | Widest<B>>({
    _tag: "Binary",
    op,
    left: formulaOf(left),
    right: formulaOf(right),
  });

const reduce = (op: ReduceOp) => <A extends AnyExpression, B extends Operand = 1>(of: A, among?: B) =>
  expression<Reads<A> | Reads<B>, "row">({ _tag: "Reduce", op, of: formulaOf(of), among: formulaOf(among ?? 1) });

/** `-a` */ export const negate = unary("negate");
/** `ln a`; below 1e-30 that of 1e-30. */ export const log = unary("log");
/** `e^a`, at most 1e30. */ export const exp = unary("exp");
/** `|a|` */ export const absolute = unary("absolute");
/** The nearest whole number, halves to even. */ export const round = unary("round");
/** The next whole number below. */ export const floor = unary("floor");
/** The next whole number above. */ export const ceiling = unary("ceiling");
/** `cos a` */ export const cos = unary("cosine");
/** `1 - a`, for conditions. */ export const not = unary("not");
/** `a + b` */ export const add = binary("add");
/** `a - b` */ export const subtract = binary("subtract");
/** `a * b`; for conditions: both. */ export const multiply = binary("multiply");
/** `a / b`; `0 / 0` is 0, and otherwise `a / 0` is 1e30 with the sign of `a`. */ export const divide = binary(
  "divide",
);
/** What is left of `a` after whole multiples of `b`: `a - b floor(a / b)`; 0 where `b` is 0. */ export const modulo =
  binary(
    "modulo",
  );
/** `a^b`; 0 where `a` is negative and `b` not whole. */ export const power = binary("power");
/** The smaller one. */ export const minimum = binary("minimum");
/** The larger one; for conditions: either. */ export const maximum = binary("maximum");
/** 1 where `a < b`, else 0. */ export const less = binary("less");
/** 1 where `a = b`, else 0. */ export const equal = binary("equal");
/** Sum over the positions where `among` is not 0 (default: all of the block). */ export const sum = reduce("sum");
/** Mean over them. */ export const mean = reduce("mean");
/** Largest of them. */ export const largest = reduce("largest");
/** Smallest of them. */ export const smallest = reduce("smallest");

/** `then` where the test is not 0, `otherwise` elsewhere. */
export const where = <T extends Operand, A extends Operand, B extends Operand>(test: T, then: A, otherwise: B) =>
  expression<Reads<T> | Reads<A> | Reads<B>, Widest<T> | Widest<A> | Widest<B>>({
    _tag: "Where",
    test: formulaOf(test),
    then: formulaOf(then),
    otherwise: formulaOf(otherwise),
  });
