import { match } from "ts-pattern";
import type { Formula, ReduceOp } from "../../../dsl/expression/mod.ts";
import { memoryKey, VALID } from "./names.ts";
import { ofFormula, type Precision } from "./precision.ts";
import { LIMIT } from "../../../dsl/expression/arithmetic.ts";
import { binary, unary } from "./arithmetic_source.ts";
import { limited, literal, type Target, Writer } from "./writer.ts";

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
  const writer = new Writer(target);
  const emitter = new Emitter(writer, keys, precisions);
  const result = emitter.number(formula, "this.thread.x", writer.statements);
  const text = [
    `function (${keys.map((_, i) => `a${i}`).join(", ")}) {`,
    ...(keys.includes(VALID)
      ? ["const first = Math.floor((this.thread.x + 0.5) / this.constants.P) * this.constants.P;"]
      : []),
    ...(target === "margin" ? ["let margin = 2;"] : []),
    ...writer.statements,
    `return ${target === "margin" ? "margin" : result};`,
    "}",
  ].join("\n");
  return { text, decides: writer.decides };
};

/** Writes one statement for each node, so that no operand is evaluated twice. */
class Emitter {
  readonly #writer: Writer;
  readonly #keys: readonly string[];
  readonly #precisions: Readonly<Record<string, Precision>>;

  constructor(writer: Writer, keys: readonly string[], precisions: Readonly<Record<string, Precision>>) {
    this.#writer = writer;
    this.#keys = keys;
    this.#precisions = precisions;
  }

  /** Appends what computes the formula at the cell `at` to `into`; returns the variable that holds it. */
  number(formula: Formula, at: string, into: string[]): string {
    return match(formula)
      .with({ _tag: "Number" }, ({ value }) => this.#writer.let(literal(value), into))
      .with({ _tag: "Step" }, ({ of }) => this.#read(of, at, into))
      .with({ _tag: "Feature" }, ({ of }) => this.#read(of, at, into))
      .with({ _tag: "Memory" }, ({ name }) => this.#read(memoryKey(name), at, into))
      .with({ _tag: "Unary" }, (f) => unary(this.#writer, f.op, this.number(f.of, at, into), this.#isRough(f.of), into))
      .with({ _tag: "Binary" }, (f) => this.#binary(f, at, into))
      .with({ _tag: "Where" }, (f) => this.#where(f, at, into))
      .with({ _tag: "Reduce" }, (f) => this.#reduce(f.op, f.of, f.among))
      .exhaustive();
  }

  #read(key: string, at: string, into: string[]): string {
    return this.#writer.let(`a${this.#keys.indexOf(key)}[${at}]`, into);
  }

  #isRough(formula: Formula): boolean {
    return ofFormula(formula, this.#precisions) === "rough";
  }

  #binary({ op, left, right }: Formula & { _tag: "Binary" }, at: string, into: string[]): string {
    const a = this.number(left, at, into);
    const b = this.number(right, at, into);
    return binary(this.#writer, op, a, b, this.#isRough(left) || this.#isRough(right), into);
  }

  #where(f: Formula & { _tag: "Where" }, at: string, into: string[]): string {
    const test = this.number(f.test, at, into);
    const then = this.number(f.then, at, into);
    const result = this.#writer.let(this.number(f.otherwise, at, into), into);
    this.#writer.guard(this.#isRough(f.test), `Math.abs(${test})`, "0", into);
    into.push(`if (Math.abs(${test}) > 0) { ${result} = ${then}; }`);
    return result;
  }

  /** A reduction is the same at every position of the row, so its loop stands before everything else, also when it is nested. */
  #reduce(op: ReduceOp, of: Formula, among: Formula): string {
    const [sum, count, far] = [this.#writer.name(), this.#writer.name(), this.#writer.name()];
    const body: string[] = [];
    const test = this.number(among, `first + i${sum}`, body);
    const inner: string[] = [];
    const each = this.number(of, `first + i${sum}`, inner);
    this.#writer.guard(this.#isRough(among), `Math.abs(${test})`, "0", body);
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
    this.#writer.statements.push(
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
