import fc from "fast-check";
import type { BinaryOp, Feature, Formula, ReduceOp, StepVariable, UnaryOp } from "../../dsl/mod.ts";
import { FEATURE_SLOTS } from "../../dsl/expression/reads.ts";

/** Any finite number that JSON and source text give back (-0 is written as 0). */
export const arbitraryNumber = fc.oneof(
  fc.integer({ min: -3, max: 20 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
).map((x) => x + 0);

/** Names of groups and memories, quotes and other alphabets included. */
export const arbitraryName = fc.string({ minLength: 1, maxLength: 8, unit: "binary" });

const variables: StepVariable[] = ["step", "steps", "alphaT", "alphaS", "blockSize", "vocabulary"];
const unary: UnaryOp[] = ["negate", "log", "exp", "absolute", "round", "floor", "ceiling", "cosine", "not"];
const binary: BinaryOp[] = [
  "add",
  "subtract",
  "multiply",
  "divide",
  "modulo",
  "power",
  "minimum",
  "maximum",
  "less",
  "equal",
];
const reduce: ReduceOp[] = ["sum", "mean", "largest", "smallest"];
const features = Object.keys(FEATURE_SLOTS) as Feature[];

/** Any formula, reading anything but `t`. */
export const arbitraryFormula = fc.letrec<{ formula: Formula }>((tie) => ({
  formula: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    arbitraryNumber.map((value): Formula => ({ _tag: "Number", value })),
    fc.constantFrom(...variables).map((of): Formula => ({ _tag: "Step", of })),
    fc.constantFrom(...features).map((of): Formula => ({ _tag: "Feature", of })),
    arbitraryName.map((name): Formula => ({ _tag: "Memory", name })),
    fc.tuple(fc.constantFrom(...unary), tie("formula")).map(([op, of]): Formula => ({ _tag: "Unary", op, of })),
    fc.tuple(fc.constantFrom(...binary), tie("formula"), tie("formula"))
      .map(([op, left, right]): Formula => ({ _tag: "Binary", op, left, right })),
    fc.tuple(tie("formula"), tie("formula"), tie("formula"))
      .map(([test, then, otherwise]): Formula => ({ _tag: "Where", test, then, otherwise })),
    fc.tuple(fc.constantFrom(...reduce), tie("formula"), tie("formula"))
      .map(([op, of, among]): Formula => ({ _tag: "Reduce", op, of, among })),
  ),
})).formula;
