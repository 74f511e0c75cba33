import { match } from "ts-pattern";
import type { Formula } from "../../../dsl/expression/mod.ts";
import type { Value } from "../../graph/value.ts";
import { memoryKey } from "./names.ts";

/**
 * What a float32 device knows of a number: `whole` (exact, and stays so under sums and products), `exact` (a float32 number),
 * or `rough` (off by rounding). Comparing what is not rough needs no error band.
 */
export type Precision = "whole" | "exact" | "rough";

const rank: Readonly<Record<Precision, number>> = { whole: 0, exact: 1, rough: 2 };
const worse = (a: Precision, b: Precision): Precision => (rank[a] > rank[b] ? a : b);
/** Sums and products of exact numbers need not be float32 numbers. */
const computed = (a: Precision): Precision => (a === "whole" ? "whole" : "rough");
const isWhole = (x: number): boolean => Number.isInteger(x) && Math.abs(x) <= 1e6;

/** Precision of a number. */
const ofNumber = (x: number): Precision => isWhole(x) ? "whole" : Math.fround(x) === x ? "exact" : "rough";

/** Precision of a value: of the host's numbers by looking at them, of a kernel by what it declares. */
export const ofValue = (value: Value): Precision => {
  if (value._tag === "Op") { return value.kernel.whole ? "whole" : "rough"; }
  let found: Precision = "whole";
  for (const x of value.data) {
    found = worse(found, ofNumber(x));
    if (found === "rough") { break; }
  }
  return found;
};

/** Precision of a formula, given that of the environment's values. */
export const ofFormula = (formula: Formula, env: Readonly<Record<string, Precision>>): Precision => {
  const of = (inner: Formula): Precision => ofFormula(inner, env);
  return match(formula)
    .with({ _tag: "Number" }, ({ value }) => ofNumber(value))
    .with({ _tag: "Step" }, (f) => env[f.of] ?? "rough")
    .with({ _tag: "Feature" }, (f) => env[f.of] ?? "rough")
    .with({ _tag: "Memory" }, ({ name }) => env[memoryKey(name)] ?? "rough")
    .with({ _tag: "Unary" }, (f) => ofUnary(f.op, of(f.of)))
    .with({ _tag: "Binary" }, (f) => ofBinary(f.op, worse(of(f.left), of(f.right))))
    .with({ _tag: "Where" }, (f) => worse(of(f.then), of(f.otherwise)))
    .with({ _tag: "Reduce" }, (f) => ofReduce(f.op, of(f.of)))
    .exhaustive();
};

const ofUnary = (op: (Formula & { _tag: "Unary" })["op"], of: Precision): Precision =>
  match(op)
    .with("negate", "absolute", () => of)
    .with("round", "floor", "ceiling", (): Precision => "whole")
    .with("not", () => computed(of))
    .with("log", "exp", "cosine", (): Precision => "rough")
    .exhaustive();

const ofBinary = (op: (Formula & { _tag: "Binary" })["op"], of: Precision): Precision =>
  match(op)
    .with("add", "subtract", "multiply", "modulo", () => computed(of))
    .with("minimum", "maximum", () => of)
    .with("less", "equal", (): Precision => "whole")
    .with("divide", "power", (): Precision => "rough")
    .exhaustive();

const ofReduce = (op: (Formula & { _tag: "Reduce" })["op"], of: Precision): Precision =>
  match(op)
    .with("sum", () => computed(of))
    .with("mean", (): Precision => "rough")
    .with("largest", "smallest", () => of)
    .exhaustive();
