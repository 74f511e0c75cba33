import { match } from "ts-pattern";
import type { Feature, Features, Formula, Per, StepVariable } from "./expression.ts";
import type { Readable } from "../slots.ts";
import { usesOf } from "./uses.ts";

/** Which slots each feature is computed from: `Features` as data. */
export const FEATURE_SLOTS: { readonly [F in Feature]: readonly Features[F][] } = {
  "dist.entropy": ["dist"],
  "dist.confidence": ["dist"],
  "dist.margin": ["dist"],
  "dist.argmax": ["dist"],
  "dist.current": ["dist"],
  "draft.probability": ["dist", "draft"],
  "draft.changed": ["draft"],
  "ar.nll": ["ar", "draft"],
  "ar.gap": ["ar", "draft"],
  "ar.entropy": ["ar"],
  "divergence.kl": ["ar", "dist"],
  "divergence.reverseKl": ["ar", "dist"],
  "divergence.tv": ["ar", "dist"],
  picked: ["picked"],
  masked: [],
  frozen: [],
  position: [],
  index: [],
  random: [],
};

/** The formulas that a formula is made of, in reading order. */
const partsOf = (formula: Formula): readonly Formula[] =>
  match(formula)
    .with({ _tag: "Number" }, { _tag: "Step" }, { _tag: "Feature" }, { _tag: "Memory" }, () => [])
    .with({ _tag: "Unary" }, (f) => [f.of])
    .with({ _tag: "Binary" }, (f) => [f.left, f.right])
    .with({ _tag: "Where" }, (f) => [f.test, f.then, f.otherwise])
    .with({ _tag: "Reduce" }, (f) => [f.of, f.among])
    .exhaustive();

/** The formula and everything inside it. */
export const everyPart = (formula: Formula): readonly Formula[] => [formula, ...partsOf(formula).flatMap(everyPart)];

const unique = <A>(items: readonly A[]): readonly A[] => [...new Set(items)];

/** The features that a formula names, each once. */
export const featuresOf = (formula: Formula): readonly Feature[] =>
  unique(usesOf(formula).flatMap((use) => use._tag === "Feature" ? [use.of] : []));

/** The step variables that a formula names, each once. */
export const variablesOf = (formula: Formula): readonly StepVariable[] =>
  unique(usesOf(formula).flatMap((use) => use._tag === "Step" ? [use.of] : []));

/** The memories that a formula names, each once. */
export const memoriesOf = (formula: Formula): readonly string[] =>
  unique(usesOf(formula).flatMap((use) => use._tag === "Memory" ? [use.name] : []));

/** The slots that a formula reads, each once. */
export const slotsOf = (formula: Formula): readonly Readable[] =>
  unique(featuresOf(formula).flatMap((feature): readonly Readable[] => FEATURE_SLOTS[feature]));

/** Does it need the AR prediction? */
export const readsAr = (formula: Formula): boolean => slotsOf(formula).includes("ar");

/** Is it one number a row, or one a position? A reduction makes one number of many. */
export const perOf = (formula: Formula): Per =>
  match(formula)
    .with({ _tag: "Feature" }, { _tag: "Memory" }, (): Per => "position")
    .with({ _tag: "Reduce" }, (): Per => "row")
    .otherwise((f) => partsOf(f).some((part) => perOf(part) === "position") ? "position" : "row");
