import { match } from "ts-pattern";
import type { BinaryOp, Formula, UnaryOp } from "./expression.ts";

/** How tightly operators bind; calls and names bind most. */
const LEVEL = { compare: 1, add: 2, multiply: 3, negate: 4, power: 5, atom: 6 } as const;

interface Text {
  readonly text: string;
  readonly level: number;
}

/**
 * A formula as it would be written by hand: `max(1, round((1 - alphaS) * blockSize))`.
 *
 * Conditions read `if(test, then, otherwise)`, reductions `mean(dist.entropy where masked)`, memories `memory("name")`.
 *
 * @example Parentheses only where they matter
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { add, alphaS, multiply, printFormula, subtract } from "blockgen/dsl";
 *
 * strictEqual(printFormula(multiply(2, subtract(1, add(alphaS, 3))).formula), "2 * (1 - (alphaS + 3))");
 * ```
 */
export const printFormula = (formula: Formula): string => print(formula).text;

const atom = (text: string): Text => ({ text, level: LEVEL.atom });
const call = (name: string, ...args: readonly Formula[]): Text => atom(`${name}(${args.map(printFormula).join(", ")})`);

/** The text, in parentheses if it binds less than its place asks. */
const within = (formula: Formula, level: number): string => {
  const inner = print(formula);
  return inner.level < level ? `(${inner.text})` : inner.text;
};

const print = (formula: Formula): Text =>
  match(formula)
    .with({ _tag: "Number" }, (f) => ({ text: String(f.value), level: f.value < 0 ? LEVEL.negate : LEVEL.atom }))
    .with({ _tag: "Step" }, { _tag: "Feature" }, (f) => atom(f.of))
    .with({ _tag: "Memory" }, (f) => atom(`memory(${JSON.stringify(f.name)})`))
    .with({ _tag: "Unary" }, (f) => unary(f.op, f.of))
    .with({ _tag: "Binary" }, (f) => binary(f.op, f.left, f.right))
    .with({ _tag: "Where" }, (f) => call("if", f.test, f.then, f.otherwise))
    .with({ _tag: "Reduce" }, (f) =>
      isOne(f.among) ? call(f.op, f.of) : atom(`${f.op}(${printFormula(f.of)} where ${printFormula(f.among)})`))
    .exhaustive();

const isOne = (formula: Formula): boolean => formula._tag === "Number" && formula.value === 1;

const unary = (op: UnaryOp, of: Formula): Text =>
  match(op)
    .with("negate", () => ({ text: `-${within(of, LEVEL.power)}`, level: LEVEL.negate }))
    .with("absolute", () => atom(`|${printFormula(of)}|`))
    .with("log", () => call("ln", of))
    .with("cosine", () => call("cos", of))
    .with("exp", "round", "floor", "ceiling", "not", (name) => call(name, of))
    .exhaustive();

const infix = (sign: string, level: number, left: Formula, right: Formula): Text => ({
  text: `${within(left, level)} ${sign} ${within(right, level + 1)}`,
  level,
});

const comparison = (sign: string, left: Formula, right: Formula): Text => ({
  text: `${within(left, LEVEL.add)} ${sign} ${within(right, LEVEL.add)}`,
  level: LEVEL.compare,
});

const binary = (op: BinaryOp, left: Formula, right: Formula): Text =>
  match(op)
    .with("add", () => infix("+", LEVEL.add, left, right))
    .with("subtract", () => infix("-", LEVEL.add, left, right))
    .with("multiply", () => infix("*", LEVEL.multiply, left, right))
    .with("divide", () => infix("/", LEVEL.multiply, left, right))
    .with("modulo", () => infix("mod", LEVEL.multiply, left, right))
    .with("power", () => ({ text: `${within(left, LEVEL.atom)}^${within(right, LEVEL.atom)}`, level: LEVEL.power }))
    .with("less", () => comparison("<", left, right))
    .with("equal", () => comparison("=", left, right))
    .with("minimum", () => call("min", left, right))
    .with("maximum", () => call("max", left, right))
    .exhaustive();
