import { featuresOf, memoriesOf, perOf, variablesOf } from "../expression/reads.ts";
import type { Formula } from "../expression/mod.ts";
import type { Placed } from "./bodies_of.ts";
import { constantOf } from "./constant.ts";
import { type FormulaPlace, placesOf } from "./formula_places.ts";
import type { Problem } from "./problem.ts";
import { spellingOf } from "./spelling.ts";

/** Formulas of one node that stand where they cannot be computed, and schedules that are none. */
export const formulaProblems = ({ node, at }: Placed): readonly Problem[] =>
  placesOf(node).flatMap((place) => ofPlace(place, spellingOf(node), at));

const ofPlace = ({ knob, takes, formula }: FormulaPlace, stage: string, at: string): readonly Problem[] => {
  if (takes === "schedule") { return ofSchedule(formula, stage, at); }
  const outside = variablesOf(formula).includes("t");
  const wide = takes === "row" && perOf(formula) === "position";
  return [
    ...(outside ? [{ _tag: "TimeOutside", at, stage, knob } as const] : []),
    ...(wide ? [{ _tag: "PerPosition", at, stage, knob, feature: widest(formula) } as const] : []),
  ];
};

/** The name of something in a formula that is a number a position. */
const widest = (formula: Formula): string =>
  featuresOf(formula)[0] ?? `memory(${JSON.stringify(memoriesOf(formula)[0])})`;

const ofSchedule = (schedule: Formula, stage: string, at: string): readonly Problem[] => {
  const reads = [
    ...variablesOf(schedule).filter((variable) => variable !== "t"),
    ...featuresOf(schedule),
    ...memoriesOf(schedule).map((name) => `memory(${JSON.stringify(name)})`),
  ];
  return reads.length > 0
    ? reads.map((read): Problem => ({ _tag: "ScheduleReads", at, stage, reads: read }))
    : ofLevels(schedule, stage, at);
};

const TIMES = [1, 0.75, 0.5, 0.25, 0];
const SLACK = 1e-9;

/** Signal levels are probabilities and never fall from noise to clean; looked at in five times. */
const ofLevels = (schedule: Formula, stage: string, at: string): readonly Problem[] => {
  const levels = TIMES.map((t) => constantOf(schedule, { t })).filter((level) => level !== null);
  const outside = levels.find((level) => !(level >= -SLACK && level <= 1 + SLACK));
  const falls = levels.findIndex((level, i) => i > 0 && level < levels[i - 1] - SLACK);
  const problem = (range: string, found: string): readonly Problem[] => [
    { _tag: "OutOfRange", at, stage, knob: "schedule", range, found },
  ];
  if (outside !== undefined) { return problem("from 0 to 1 at every t", String(outside)); }
  return falls > 0
    ? problem(
      "falling in t",
      `${levels[falls - 1]} at t = ${TIMES[falls - 1]}, ${levels[falls]} at t = ${TIMES[falls]}`,
    )
    : [];
};
