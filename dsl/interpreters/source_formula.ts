import { match } from "ts-pattern";
import type { Clock } from "../clock.ts";
import { linspace } from "../clock.ts";
import type { Feature, Formula, UnaryOp } from "../expression/mod.ts";
import { cosine } from "../schedules/cosine.ts";
import { logLinear } from "../schedules/log_linear.ts";
import type { Selection } from "../selection.ts";
import { isSame } from "./canonical.ts";
import { call, type Code, literal, options, text, word } from "./source_code.ts";

/** A formula as code where a number may stand for an expression. */
export const formulaCode = (formula: Formula): Code =>
  match(formula)
    .with({ _tag: "Number" }, (f) => literal(f.value))
    .with({ _tag: "Step" }, (f) => word(f.of))
    .with({ _tag: "Feature" }, (f) => word(featureName(f.of)))
    .with({ _tag: "Memory" }, (f) => call("memory", literal(f.name)))
    .with({ _tag: "Unary" }, (f) => call(unaryName(f.op), formulaCode(f.of)))
    .with({ _tag: "Binary" }, (f) => call(f.op, formulaCode(f.left), formulaCode(f.right)))
    .with({ _tag: "Where" }, (f) => call("where", formulaCode(f.test), formulaCode(f.then), formulaCode(f.otherwise)))
    .with({ _tag: "Reduce" }, (f) =>
      call(f.op, expressionCode(f.of), ...(unless(f.among, 1) === null ? [] : [formulaCode(f.among)])))
    .exhaustive();

/** A formula as code where a plain number may not stand. */
export const expressionCode = (formula: Formula): Code =>
  formula._tag === "Number"
    ? {
      ...text(`expression<never, "row">({ _tag: "Number", value: ${literal(formula.value).open} })`),
      name: "expression",
    }
    : formulaCode(formula);

/** The code, or nothing if the formula is the default. */
export const unless = (formula: Formula, usual: number): Code | null =>
  formula._tag === "Number" && Object.is(formula.value, usual) ? null : formulaCode(formula);

/** Features of the draft are exported as `drafted`, since `draft` is a stage. */
const featureName = (feature: Feature): string => feature.replace(/^draft\./, "drafted.");

/** `cosine` is a schedule, so the operation is exported as `cos`. */
const unaryName = (op: UnaryOp): string => op === "cosine" ? "cos" : op;

const isFactor = ({ least, easing, minimum }: Extract<Selection, { _tag: "Threshold" }>): boolean =>
  unless(least, 1) === null && unless(minimum, 1) === null && unless(easing, 0) !== null;

/** A selection as code. */
export const selectionCode = (selection: Selection): Code =>
  match(selection)
    .with({ _tag: "Top" }, (s) => {
      const among = unless(s.among, 1);
      return call("top", formulaCode(s.quota), ...(among === null ? [] : [among]));
    })
    .with({ _tag: "Threshold" }, (s) =>
      isFactor(s) ? call("factor", formulaCode(s.easing), ...options({ among: unless(s.among, 1) })) : call(
        "threshold",
        formulaCode(s.least),
        ...options({ easing: unless(s.easing, 0), minimum: unless(s.minimum, 0), among: unless(s.among, 1) }),
      ))
    .with({ _tag: "RunMax" }, (s) =>
      call("runMax", formulaCode(s.low), ...options({ among: unless(s.among, 1) })))
    .with({ _tag: "Budget" }, (s) =>
      call("budget", formulaCode(s.budget), expressionCode(s.cost), ...options({ among: unless(s.among, 1) })))
    .with({ _tag: "AnyOf" }, (s) =>
      call("anyOf", ...s.parts.map(selectionCode)))
    .with({ _tag: "Except" }, (s) =>
      call("except", selectionCode(s.of)))
    .exhaustive();

/** A clock as code; nothing for the default one. */
export const clockCode = (clock: Clock): Code | null => {
  if (isSame(clock, linspace())) { return null; }
  const plain = isSame(clock.schedule, logLinear().formula);
  const schedule = scheduleCode(clock.schedule);
  if (clock._tag === "FirstHitting") { return call("firstHitting", ...(plain ? [] : [schedule])); }
  const usualEnd = isSame({ ...clock, schedule: logLinear().formula }, linspace());
  return call("linspace", schedule, ...(usualEnd ? [] : [literal(clock.timeEps)]));
};

/** A schedule by its name, if it has one. */
const scheduleCode = (schedule: Formula): Code => {
  const eps = schedule._tag === "Binary" && schedule.left._tag === "Number" ? schedule.left.value : null;
  const named = eps === null
    ? undefined
    : Object.entries({ logLinear, cosine }).find(([, make]) => isSame(schedule, make(eps).formula));
  return named === undefined
    ? formulaCode(schedule)
    : call(named[0], ...(eps === null || eps === 1e-3 ? [] : [literal(eps)]));
};
