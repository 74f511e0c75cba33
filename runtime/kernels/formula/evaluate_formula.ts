import type { Formula } from "../../../dsl/expression/mod.ts";
import { apply, type HostTwin, type Kernel, type Value } from "../../graph/value.ts";
import { bands } from "../band.ts";
import { once } from "../../../dsl/interpreters/once.ts";
import { cells, certain } from "../kernel.ts";
import { emit } from "./emit.ts";
import { interpret } from "./interpret.ts";
import { memoryKey, namesOf } from "./names.ts";
import { ofFormula, ofValue, type Precision } from "./precision.ts";

/** What formulas read, a number a cell under each key: features ("dist.entropy"), step variables ("alphaT"), "memory:NAME", "valid". */
export type Environment = Readonly<Record<string, Value>>;

/** WebGPU gives a kernel eight buffers; one is the result, and one is left to spare. */
const MOST_ARRAYS = 6;

/**
 * The formula's number at each cell: one generated kernel, and an interpreter as its host twin.
 *
 * Reductions run over the row's valid positions (environment key "valid"). Arithmetic is total (dsl/expression/arithmetic.ts). Decides where the
 * formula jumps on numbers that float32 does not hold exactly: comparisons, roundings, tests. A formula that reads more than six
 * arrays is computed in parts.
 *
 * @param environment Must have what the formula reads, and one value at least; what is missing is a bug of the caller.
 */
export const evaluateFormula = (formula: Formula, environment: Environment): Value => {
  const small = namesOf(formula).length > MOST_ARRAYS ? parted(formula, environment) : { formula, environment };
  const read = namesOf(small.formula);
  const keys = read.length > 0 ? read : Object.keys(small.environment).slice(0, 1);
  const args = keys.map((key) => valueOf(key, small.environment));
  const precisions = Object.fromEntries(keys.map((key, i) => [key, ofValue(args[i] as Value)]));
  const kernels = kernelsOf(small.formula);
  const name = keys.map((key) => `${key}=${precisions[key]}`).join();
  const kernel = kernels.get(name) ?? formulaKernel(small.formula, precisions, keys);
  kernels.set(name, kernel);
  return apply(kernel, ...args);
};

/** The kernels that a formula needed so far, by what they read: emitting and naming them takes longer than a small batch. */
const kernelsOf = once((_: Formula) => new Map<string, Kernel>());

const valueOf = (key: string, environment: Environment): Value => {
  const found = environment[key];
  if (found === undefined) { throw new Error(`a formula reads "${key}", which its environment does not have`); }
  return found;
};

/** Computes the operands on their own and leaves the outermost operation to read them, as memories with reserved names. */
const parted = (formula: Formula, environment: Environment): { formula: Formula; environment: Environment } => {
  const parts: Record<string, Value> = {};
  const part = (inner: Formula): Formula => {
    const name = `\u0000part${Object.keys(parts).length}`;
    parts[memoryKey(name)] = evaluateFormula(inner, environment);
    return { _tag: "Memory", name };
  };
  const outer = overOperands(formula, part);
  return { formula: outer, environment: { ...environment, ...parts } };
};

const overOperands = (formula: Formula, f: (operand: Formula) => Formula): Formula => {
  switch (formula._tag) {
    case "Unary":
      return { ...formula, of: f(formula.of) };
    case "Binary":
      return { ...formula, left: f(formula.left), right: f(formula.right) };
    case "Where":
      return { ...formula, test: f(formula.test), then: f(formula.then), otherwise: f(formula.otherwise) };
    case "Reduce":
      return { ...formula, of: f(formula.of), among: f(formula.among) };
    default:
      return formula;
  }
};

const twin = (formula: Formula, keys: readonly string[]): HostTwin => {
  const places = new Map(keys.map((key, i) => [key, i]));
  return (args, { positions }, row, out) => {
    const first = row * positions;
    const at = (key: string, position: number): number => args[places.get(key) as number][first + position];
    const sight = { at, positions };
    for (let i = 0; i < positions; i++) { out[first + i] = interpret(formula, sight, i); }
  };
};

const formulaKernel = (
  formula: Formula,
  precisions: Readonly<Record<string, Precision>>,
  keys: readonly string[],
): Kernel => {
  const name = `formula(${JSON.stringify([formula, keys, keys.map((key) => precisions[key]?.[0])])})`;
  const number = emit(formula, precisions, "number", keys);
  const kernel: Kernel = {
    name,
    inputs: cells(keys.length),
    output: "cell",
    device: number.text,
    host: twin(formula, keys),
    whole: ofFormula(formula, precisions) === "whole",
  };
  return number.decides
    ? { ...kernel, margin: (args) => apply(marginKernel(formula, precisions, name, keys), ...args) }
    : kernel;
};

const marginKernel = (
  formula: Formula,
  precisions: Readonly<Record<string, Precision>>,
  name: string,
  keys: readonly string[],
): Kernel => ({
  name: `${name}.margin`,
  inputs: cells(keys.length),
  output: "cell",
  constants: bands,
  device: emit(formula, precisions, "margin", keys).text,
  host: certain,
});
