import { match } from "ts-pattern";
import type { BinaryOp, Formula, ReduceOp, UnaryOp } from "../../../dsl/expression/mod.ts";
import { memoryKey, VALID } from "./names.ts";
import { ofFormula, type Precision } from "./precision.ts";
import { LIMIT, TINY } from "../../../dsl/expression/arithmetic.ts";

/** What is emitted: the formula's number, or the margin of its decisions. */
export type Target = "number" | "margin";

/** Source text of a kernel. */
export interface Source {
  readonly text: string;
  /** Whether it decides anything that rounding could turn. */ readonly decides: boolean;
}

/**
 * A kernel's source text for a formula; its arguments are the arrays of the keys, in order. Text, because it survives every
 * bundler and minifier unchanged.
 */
export const emit = (
  formula: Formula,
  precisions: Readonly<Record<string, Precision>>,
  target: Target,
  keys: readonly string[],
): Source => {
  const emitter = new Emitter(keys, precisions, target);
  const result = emitter.number(formula, "this.thread.x", emitter.statements);
  const text = [
    `function (${keys.map((_, i) => `a${i}`).join(", ")}) {`,
    ...(keys.includes(VALID)
      ? ["const first = Math.floor((this.thread.x + 0.5) / this.constants.P) * this.constants.P;"]
      : []),
    ...(target === "margin" ? ["let margin = 2;"] : []),
    ...emitter.statements,
    `return ${target === "margin" ? "margin" : result};`,
    "}",
  ].join("\n");
  return { text, decides: emitter.decides };
};

const literal = (x: number): string => {
  const text = Number.isInteger(x) && Math.abs(x) < 1e6 ? x.toFixed(1) : String(x);
  return x < 0 ? `(${text})` : text;
};

const limited = (x: string): string => `Math.min(${LIMIT}, Math.max(-${LIMIT}, ${x}))`;

/** Writes one statement for each node, so that no operand is evaluated twice. */
class Emitter {
  readonly statements: string[] = [];
  decides = false;
  #count = 0;
  readonly #keys: readonly string[];
  readonly #precisions: Readonly<Record<string, Precision>>;
  readonly #target: Target;

  constructor(keys: readonly string[], precisions: Readonly<Record<string, Precision>>, target: Target) {
    this.#keys = keys;
    this.#precisions = precisions;
    this.#target = target;
  }

  /** Appends what computes the formula at the cell `at` to `into`; returns the variable that holds it. */
  number(formula: Formula, at: string, into: string[]): string {
    return match(formula)
      .with({ _tag: "Number" }, ({ value }) => this.#let(literal(value), into))
      .with({ _tag: "Step" }, ({ of }) => this.#read(of, at, into))
      .with({ _tag: "Feature" }, ({ of }) => this.#read(of, at, into))
      .with({ _tag: "Memory" }, ({ name }) => this.#read(memoryKey(name), at, into))
      .with({ _tag: "Unary" }, (f) => this.#unary(f.op, f.of, at, into))
      .with({ _tag: "Binary" }, (f) => this.#binary(f.op, f.left, f.right, at, into))
      .with({ _tag: "Where" }, (f) => this.#where(f, at, into))
      .with({ _tag: "Reduce" }, (f) => this.#reduce(f.op, f.of, f.among))
      .exhaustive();
  }

  #name(): string {
    return `t${this.#count++}`;
  }

  #let(value: string, into: string[]): string {
    const name = this.#name();
    into.push(`let ${name} = ${value};`);
    return name;
  }

  #read(key: string, at: string, into: string[]): string {
    return this.#let(`a${this.#keys.indexOf(key)}[${at}]`, into);
  }

  #isRough(formula: Formula): boolean {
    return ofFormula(formula, this.#precisions) === "rough";
  }

  /** Keeps the distance of a rough number to where the result jumps, in units of its band. */
  #guard(rough: boolean, distance: string, size: string, into: string[]): void {
    if (!rough) { return; }
    this.decides = true;
    if (this.#target === "margin") {
      into.push(`margin = Math.min(margin, (${distance}) / (this.constants.score * (1 + ${size})));`);
    }
  }

  #unary(op: UnaryOp, of: Formula, at: string, into: string[]): string {
    const a = this.number(of, at, into);
    const rough = this.#isRough(of);
    return match(op)
      .with("negate", () => this.#let(`0 - ${a}`, into))
      .with("log", () => this.#let(`Math.log(Math.max(${TINY}, ${a}))`, into))
      .with("exp", () => this.#let(`Math.exp(Math.min(69, ${a}))`, into))
      .with("absolute", () => this.#let(`Math.abs(${a})`, into))
      .with("cosine", () => this.#cosine(a, into))
      .with("not", () => this.#let(`1 - ${a}`, into))
      .with("round", () => this.#round(a, rough, into))
      .with("floor", () => this.#floor(a, rough, into))
      .with("ceiling", () => this.#let(`0 - ${this.#floor(this.#let(`0 - ${a}`, into), rough, into)}`, into))
      .exhaustive();
  }

  /** `1 - 2 sin^2(y)`, `y` half of the angle without its whole turns, by Taylor: WGSL and GLSL promise only 2^-11 for `cos`. */
  #cosine(a: string, into: string[]): string {
    const turns = this.#let(`Math.floor(${a} * 0.15915494309189535 + 0.5)`, into);
    const half = this.#let(`0.5 * ((${a} - ${turns} * 6.28125) - ${turns} * 0.0019353071795864769)`, into);
    const square = this.#let(`${half} * ${half}`, into);
    const series = [-6, -20, -42, -72, -110, -156].reduceRight(
      (rest, ratio) => `(1 + ${square} / (${ratio}) * ${rest})`,
      "1",
    );
    const sine = this.#let(`${half} * ${series}`, into);
    return this.#let(`1 - 2 * ${sine} * ${sine}`, into);
  }

  #floor(a: string, rough: boolean, into: string[]): string {
    const below = this.#let(`Math.floor(${a})`, into);
    this.#guard(rough, `Math.min(${a} - ${below}, 1 + ${below} - ${a})`, `Math.abs(${a})`, into);
    return below;
  }

  #round(a: string, rough: boolean, into: string[]): string {
    const below = this.#let(`Math.floor(${a})`, into);
    const over = this.#let(`${a} - ${below}`, into);
    this.#guard(rough, `Math.abs(${over} - 0.5)`, `Math.abs(${a})`, into);
    const result = this.#let(below, into);
    const odd = this.#let(`${below} - 2 * Math.floor(0.5 * ${below})`, into);
    into.push(`if (${over} > 0.5) { ${result} = ${below} + 1; }`);
    into.push(`if (${over} === 0.5) { ${result} = ${below} + ${odd}; }`);
    return result;
  }

  #binary(op: BinaryOp, left: Formula, right: Formula, at: string, into: string[]): string {
    const a = this.number(left, at, into);
    const b = this.number(right, at, into);
    const rough = this.#isRough(left) || this.#isRough(right);
    const compared = (test: string): string => {
      this.#guard(rough, `Math.abs(${a} - ${b})`, `Math.abs(${a}) + Math.abs(${b})`, into);
      const result = this.#let("0.0", into);
      into.push(`if (${a} ${test} ${b}) { ${result} = 1; }`);
      return result;
    };
    return match(op)
      .with("add", () => this.#let(limited(`${a} + ${b}`), into))
      .with("subtract", () => this.#let(limited(`${a} - ${b}`), into))
      .with("multiply", () => this.#let(limited(`${a} * ${b}`), into))
      .with("divide", () => this.#divide(a, b, into))
      .with("modulo", () => this.#modulo(a, b, rough, into))
      .with("power", () => this.#power(a, b, into))
      .with("minimum", () => this.#let(`Math.min(${a}, ${b})`, into))
      .with("maximum", () => this.#let(`Math.max(${a}, ${b})`, into))
      .with("less", () => compared("<"))
      .with("equal", () => compared("==="))
      .exhaustive();
  }

  #divide(a: string, b: string, into: string[]): string {
    const result = this.#let("0.0", into);
    into.push(`if (Math.abs(${b}) > 0) { ${result} = ${limited(`${a} / ${b}`)}; }`);
    into.push(`else { if (${a} > 0) { ${result} = ${LIMIT}; } if (${a} < 0) { ${result} = -${LIMIT}; } }`);
    return result;
  }

  /** A quotient may be rounded across a whole number: the rest is then brought back between 0 and `b`. */
  #modulo(a: string, b: string, rough: boolean, into: string[]): string {
    const result = this.#let("0.0", into);
    const size = this.#let(`Math.abs(${b})`, into);
    const sign = this.#let("1.0", into);
    into.push(`if (${b} < 0) { ${sign} = -1.0; }`);
    into.push(`if (${size} > 0) {`);
    into.push(`${result} = ${sign} * ${a} - ${size} * Math.floor(${sign} * ${a} / ${size});`);
    into.push(`if (${result} < 0) { ${result} = ${result} + ${size}; }`);
    into.push(`if (${result} >= ${size}) { ${result} = ${result} - ${size}; }`);
    into.push("}");
    this.#guard(rough, `Math.min(${result}, ${size} - ${result})`, `Math.abs(${a}) + ${size}`, into);
    return this.#let(`${sign} * ${result}`, into);
  }

  /** By `exp(b ln |a|)`: `pow` of a negative base is not defined on every device. */
  #power(a: string, b: string, into: string[]): string {
    const size = this.#let(`Math.exp(Math.min(69, ${b} * Math.log(Math.max(${TINY}, Math.abs(${a})))))`, into);
    const result = this.#let(size, into);
    const half = this.#let(`Math.floor(0.5 * ${b})`, into);
    into.push(
      `if (${a} === 0) { ${result} = 0; if (${b} === 0) { ${result} = 1; } if (${b} < 0) { ${result} = ${LIMIT}; } }`,
    );
    into.push(`if (${a} < 0) {`);
    into.push(`${result} = 0;`);
    into.push(`if (${b} - 2 * ${half} === 0) { ${result} = ${size}; }`);
    into.push(`if (${b} - 2 * ${half} === 1) { ${result} = 0 - ${size}; }`);
    into.push("}");
    return result;
  }

  #where(f: Formula & { _tag: "Where" }, at: string, into: string[]): string {
    const test = this.number(f.test, at, into);
    const then = this.number(f.then, at, into);
    const result = this.#let(this.number(f.otherwise, at, into), into);
    this.#guard(this.#isRough(f.test), `Math.abs(${test})`, "0", into);
    into.push(`if (Math.abs(${test}) > 0) { ${result} = ${then}; }`);
    return result;
  }

  /** A reduction is the same at every position of the row, so its loop stands before everything else, also when it is nested. */
  #reduce(op: ReduceOp, of: Formula, among: Formula): string {
    const [sum, count, far] = [this.#name(), this.#name(), this.#name()];
    const body: string[] = [];
    const test = this.number(among, `first + i${sum}`, body);
    const inner: string[] = [];
    const each = this.number(of, `first + i${sum}`, inner);
    this.#guard(this.#isRough(among), `Math.abs(${test})`, "0", body);
    const step = match(op)
      .with("sum", "mean", () => `${sum} = ${limited(`${sum} + ${each}`)};`)
      .with("largest", () => `${sum} = Math.max(${sum}, ${each});`)
      .with("smallest", () => `${sum} = Math.min(${sum}, ${each});`)
      .exhaustive();
    const start = match(op).with("sum", "mean", () => "0.0").with("largest", () => `-${LIMIT}`).with(
      "smallest",
      () => `${LIMIT}`,
    )
      .exhaustive();
    this.statements.push(
      `let ${sum} = ${start};`,
      `let ${count} = 0.0;`,
      `for (let i${sum} = 0; i${sum} < this.constants.P; i${sum}++) {`,
      `if (a${this.#keys.indexOf(VALID)}[first + i${sum}] > 0.5) {`,
      ...body,
      `if (Math.abs(${test}) > 0) {`,
      ...inner,
      step,
      `${count} = ${count} + 1;`,
      "}",
      "}",
      "}",
      `let ${far} = 0.0;`,
      `if (${count} > 0) { ${far} = ${op === "mean" ? `${sum} / ${count}` : sum}; }`,
    );
    return far;
  }
}
