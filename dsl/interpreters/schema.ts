import * as v from "valibot";
import type { Clock } from "../clock.ts";
import type { BinaryOp, Feature, Formula, ReduceOp, StepVariable, UnaryOp } from "../expression/mod.ts";
import { FEATURE_SLOTS } from "../expression/reads.ts";
import type { Body, Node, Tag } from "../node.ts";
import type { Selection } from "../selection.ts";
import { MOST_CHARACTERS } from "./limits.ts";
import { MOST_UPDATES } from "./ranges.ts";

/** The keys of a table that names every member of a union: leaving one out does not compile. */
const keysOf = <K extends string>(table: { readonly [Key in K]: unknown }): K[] => Object.keys(table) as K[];

const VARIABLES: { readonly [K in StepVariable]: 1 } = {
  step: 1,
  steps: 1,
  alphaT: 1,
  alphaS: 1,
  blockSize: 1,
  vocabulary: 1,
  t: 1,
};
const UNARY: { readonly [K in UnaryOp]: 1 } = {
  negate: 1,
  log: 1,
  exp: 1,
  absolute: 1,
  round: 1,
  floor: 1,
  ceiling: 1,
  cosine: 1,
  not: 1,
};
const BINARY: { readonly [K in BinaryOp]: 1 } = {
  add: 1,
  subtract: 1,
  multiply: 1,
  divide: 1,
  modulo: 1,
  power: 1,
  minimum: 1,
  maximum: 1,
  less: 1,
  equal: 1,
};
const REDUCE: { readonly [K in ReduceOp]: 1 } = { sum: 1, mean: 1, largest: 1, smallest: 1 };

const number = v.pipe(v.number(), v.finite());
// Whether a knob makes sense is for `check` to say; here only what would keep counting from ending.
const times = v.pipe(v.number(), v.finite(), v.maxValue(MOST_UPDATES));
const name = v.pipe(v.string(), v.maxLength(MOST_CHARACTERS));
const pick = v.picklist(["draw", "argmax"]);
const assume = v.picklist(["declared", "full", "loo"]);

const formula: v.GenericSchema<unknown, Formula> = v.lazy(() => formulas);
const formulas = v.variant("_tag", [
  v.strictObject({ _tag: v.literal("Number"), value: number }),
  v.strictObject({ _tag: v.literal("Step"), of: v.picklist(keysOf<StepVariable>(VARIABLES)) }),
  v.strictObject({ _tag: v.literal("Feature"), of: v.picklist(keysOf<Feature>(FEATURE_SLOTS)) }),
  v.strictObject({ _tag: v.literal("Memory"), name }),
  v.strictObject({ _tag: v.literal("Unary"), op: v.picklist(keysOf<UnaryOp>(UNARY)), of: formula }),
  v.strictObject({
    _tag: v.literal("Binary"),
    op: v.picklist(keysOf<BinaryOp>(BINARY)),
    left: formula,
    right: formula,
  }),
  v.strictObject({ _tag: v.literal("Where"), test: formula, then: formula, otherwise: formula }),
  v.strictObject({ _tag: v.literal("Reduce"), op: v.picklist(keysOf<ReduceOp>(REDUCE)), of: formula, among: formula }),
]);

const selection: v.GenericSchema<unknown, Selection> = v.lazy(() => selections);
const selections = v.variant("_tag", [
  v.strictObject({ _tag: v.literal("Top"), quota: formula, among: formula }),
  v.strictObject({ _tag: v.literal("Threshold"), least: formula, easing: formula, minimum: formula, among: formula }),
  v.strictObject({ _tag: v.literal("Budget"), budget: formula, cost: formula, among: formula }),
  v.strictObject({ _tag: v.literal("RunMax"), low: formula, among: formula }),
  v.strictObject({ _tag: v.literal("AnyOf"), parts: v.array(selection) }),
  v.strictObject({ _tag: v.literal("Except"), of: selection }),
]);

const clock: v.GenericSchema<unknown, Clock> = v.variant("_tag", [
  v.strictObject({ _tag: v.literal("Linspace"), schedule: formula, timeEps: number }),
  v.strictObject({ _tag: v.literal("FirstHitting"), schedule: formula }),
]);

const stop = v.strictObject({
  eos: v.exactOptional(number),
  pad: v.exactOptional(number),
  afterEos: v.picklist(["end", "continue"]),
});

const body: v.GenericSchema<unknown, Body> = v.array(v.lazy(() => node));

/** A node of JSON, by tag: one for every variant but the one that holds a function. */
const NODES = {
  Noise: v.strictObject({ _tag: v.literal("Noise") }),
  Predict: v.strictObject({ _tag: v.literal("Predict"), visible: v.picklist(["carryOver", "raw"]), self: v.boolean() }),
  Guide: v.strictObject({ _tag: v.literal("Guide"), scale: formula }),
  Shape: v.strictObject({
    _tag: v.literal("Shape"),
    temperature: formula,
    topK: v.nullable(number),
    topP: v.nullable(number),
    crossing: v.picklist(["keep", "drop"]),
  }),
  ToLoo: v.strictObject({ _tag: v.literal("ToLoo"), assume: v.optional(assume, "declared") }),
  Posterior: v.strictObject({ _tag: v.literal("Posterior"), assume, remask: formula, reveal: v.nullable(name) }),
  Draft: v.strictObject({ _tag: v.literal("Draft"), of: v.picklist(["posterior", "prediction"]), pick, assume }),
  Verify: v.strictObject({ _tag: v.literal("Verify"), temperature: formula }),
  Score: v.strictObject({ _tag: v.literal("Score"), by: formula }),
  Select: v.strictObject({ _tag: v.literal("Select"), pick: selection }),
  Accept: v.strictObject({ _tag: v.literal("Accept"), among: formula }),
  Write: v.strictObject({ _tag: v.literal("Write"), level: formula, rest: formula }),
  Remember: v.strictObject({ _tag: v.literal("Remember"), name, value: formula }),
  Credit: v.strictObject({ _tag: v.literal("Credit"), decay: formula, gain: formula, weight: formula }),
  Finish: v.strictObject({
    _tag: v.literal("Finish"),
    pick: v.picklist(["draw", "argmax", "keep"]),
    assume,
    among: formula,
  }),
  Denoise: v.strictObject({
    _tag: v.literal("Denoise"),
    steps: times,
    policy: v.picklist(["full", "proportional", "perToken"]),
    clock,
    each: body,
    last: body,
  }),
  When: v.strictObject({ _tag: v.literal("When"), test: formula, then: body, otherwise: body }),
  Repeat: v.strictObject({ _tag: v.literal("Repeat"), times, body }),
  Until: v.strictObject({ _tag: v.literal("Until"), test: formula, atMost: times, body }),
  Blocks: v.strictObject({
    _tag: v.literal("Blocks"),
    size: v.union([number, v.literal("sequence")]),
    upTo: v.nullable(number),
    prefix: v.nullable(number),
    stop: v.nullable(stop),
    body,
  }),
  CommitBlock: v.strictObject({ _tag: v.literal("CommitBlock") }),
  Named: v.strictObject({ _tag: v.literal("Named"), name, body }),
} satisfies { readonly [T in Exclude<Tag, "Custom">]: v.GenericSchema<unknown, Extract<Node, { _tag: T }>> };

const node: v.GenericSchema<unknown, Node> = v.variant("_tag", Object.values(NODES) as [typeof NODES.Noise]);

/** A program as JSON, version 1. */
export const programSchema = v.strictObject({ version: v.literal(1), nodes: body });
