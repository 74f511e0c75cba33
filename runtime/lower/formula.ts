import { once } from "../../dsl/interpreters/once.ts";
import { type BinaryOp, type Feature, type Formula, usesOf } from "../../dsl/mod.ts";
import { hostBackend } from "../backends/host.ts";
import { rowOf } from "../execute/block_batch.ts";
import { sameVariables, type StepVariables, stepVariables } from "../execute/frame.ts";
import { leaf, type Value } from "../graph/value.ts";
import * as k from "../kernels/mod.ts";
import { cells, type Place, rowCells, type Slots, uniforms } from "./environment.ts";

/** What a formula looks at, each once. */
const usesOnce = once((formula: Formula) => {
  const uses = usesOf(formula);
  return {
    stepsOnly: uses.every((use) => use._tag === "Step"),
    distinct: [...new Map(uses.map((use) => [JSON.stringify(use), use])).values()],
  };
});

/** A formula as one number a cell. */
export const lowerFormula = (formula: Formula, slots: Slots, place: Place, tag: string): Value =>
  k.evaluateFormula(formula, environment(formula, slots, place, tag));

const one: Formula = { _tag: "Number", value: 1 };
const zero: Formula = { _tag: "Number", value: 0 };
const asTest = once((test: Formula): Formula => ({ _tag: "Where", test, then: one, otherwise: zero }));

/** 1 at the cells where a formula is not 0, else 0. Decides. */
export const lowerTest = (formula: Formula, slots: Slots, place: Place, tag: string): Value =>
  lowerFormula(asTest(formula), slots, place, tag);

/** A formula as one number a row, in float64 on the host: quotas, temperatures, tests. */
export const rowNumbers = (formula: Formula, slots: Slots, place: Place, tag: string): (row: number) => number => {
  const { batch } = place;
  if (formula._tag === "Number") { return () => formula.value; }
  if (usesOnce(formula).stepsOnly) { return onceForEqualSteps(formula, place); }
  const [numbers] = hostBackend.evaluate([lowerFormula(formula, slots, place, `${tag} of a row`)], batch.shape).arrays;
  return (row) => rowOf(batch, numbers!, row)[0]!;
};

/** Most rows are at the same step: a number is computed once for neighbours whose variables are the same. */
const onceForEqualSteps = (formula: Formula, { batch, frame }: Place): (row: number) => number => {
  let before: StepVariables | null = null;
  let number = 0;
  return (row) => {
    const variables = stepVariables(frame, row, batch);
    if (before === null || !sameVariables(before, variables)) { number = k.rowNumber(formula, variables); }
    before = variables;
    return number;
  };
};

const environment = (formula: Formula, slots: Slots, place: Place, tag: string): Record<string, Value> => {
  const { batch, frame } = place;
  const all: Record<string, Value> = { valid: leaf("cell", batch.valid) };
  for (const use of usesOnce(formula).distinct) {
    if (use._tag === "Feature") { all[use.of] ??= feature(use.of, slots, place, tag); }
    if (use._tag === "Memory") { all[`memory:${use.name}`] ??= memory(place, use.name); }
    if (use._tag === "Step") {
      const of = use.of as keyof StepVariables;
      all[of] ??= rowCells(place, (row) => stepVariables(frame, row, batch)[of]);
    }
  }
  return all;
};

const memory = ({ batch }: Place, name: string): Value =>
  leaf("cell", batch.memories.get(name) ?? new Float64Array(batch.canvas.length));

type Operands = { readonly [name: string]: Value };
export const named = (name: string): Formula => ({ _tag: "Memory", name });

/** Arithmetic on cells: the operands stand for memories of their names. */
export const arithmetic = (formula: Formula, operands: Operands, { batch }: Place): Value => {
  const all: Record<string, Value> = { valid: leaf("cell", batch.valid) };
  for (const name in operands) { all[k.memoryKey(name)] = operands[name]!; }
  return k.evaluateFormula(formula, all);
};

/** Made once where it is always the same: kernels are remembered by formula. */
const two = (op: BinaryOp, left: Formula, right: Formula): Formula => ({ _tag: "Binary", op, left, right });

const LESS = two("less", named("a"), named("b"));
const MINIMUM = two("minimum", named("limit"), named("a"));
const SAME = two("equal", named("x"), named("z"));
const DIFFERENT: Formula = { _tag: "Unary", op: "not", of: SAME };
const NEGATED: Formula = { _tag: "Unary", op: "negate", of: named("a") };
const DIFFERENCE = two("subtract", named("a"), named("b"));

/** 1 where `a < b`. Decides. */
export const isBelow = (a: Value, b: Value, place: Place): Value => arithmetic(LESS, { a, b }, place);

/** The smaller number. */
export const atMost = (limit: number, a: Value, place: Place): Value =>
  arithmetic(MINIMUM, { a, limit: cells(place, () => limit, limit) }, place);

/** 1 where the mask stands on the canvas. */
export const maskedCells = (slots: Slots, place: Place): Value =>
  arithmetic(SAME, { x: slots.canvas, z: mask(place) }, place);

const mask = (place: Place): Value => cells(place, () => place.batch.shape.vocabulary);

const changed = (slots: Slots, place: Place): Value =>
  arithmetic(DIFFERENT, { x: slots.canvas, z: slots.draft! }, place);

const negated = (value: Value, place: Place): Value => arithmetic(NEGATED, { a: value }, place);

const difference = (a: Value, b: Value, place: Place): Value => arithmetic(DIFFERENCE, { a, b }, place);

/** What features look at; `check` has made sure that the slots are there. */
interface Sight {
  readonly dist: Value;
  readonly ar: Value;
  readonly draft: Value;
  readonly slots: Slots;
  readonly place: Place;
  /** The stage that asks, in the keys of random numbers. */ readonly tag: string;
}

/** Each feature. A table: they are looked up at every step. */
const features: Readonly<Record<Feature, (sight: Sight) => Value>> = {
  "dist.entropy": ({ dist }) => k.entropy(dist),
  "dist.confidence": ({ dist }) => k.confidence(dist),
  "dist.margin": ({ dist }) => k.top2Margin(dist),
  "dist.argmax": ({ dist }) => k.argmax(dist),
  "dist.current": ({ dist, slots }) => k.probabilityOf(dist, slots.canvas),
  "draft.probability": ({ dist, draft }) => k.probabilityOf(dist, draft),
  "draft.changed": ({ slots, place }) => changed(slots, place),
  "ar.nll": ({ ar, draft, place }) => negated(k.logProbabilityOf(ar, draft), place),
  "ar.gap": ({ ar, draft, place }) => difference(k.largest(ar), k.logProbabilityOf(ar, draft), place),
  "ar.entropy": ({ ar }) => k.entropy(ar),
  "divergence.kl": ({ ar, dist }) => k.kl(ar, dist),
  "divergence.reverseKl": ({ ar, dist }) => k.kl(dist, ar),
  "divergence.tv": ({ ar, dist }) => k.totalVariation(ar, dist),
  picked: ({ slots }) => slots.picked!,
  masked: ({ slots, place }) => maskedCells(slots, place),
  frozen: ({ place }) => leaf("cell", place.batch.frozen),
  position: ({ place }) => cells(place, (row, i) => place.batch.start[row]! + i),
  index: ({ place }) => cells(place, (_, i) => i),
  random: ({ place, tag }) => uniforms(place, tag, "random"),
};

const feature = (name: Feature, slots: Slots, place: Place, tag: string): Value => {
  const [dist, ar, draft] = [slots.dist?.value, slots.ar, slots.draft] as readonly [Value, Value, Value];
  return features[name]({ dist, ar, draft, slots, place, tag });
};
