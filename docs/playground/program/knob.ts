import { type Formula, formulaOf, type Node, printFormula } from "blockgen/dsl";
import type { Range } from "../../../dsl/interpreters/ranges.ts";
import { RANGES } from "../../../dsl/interpreters/ranges.ts";

interface Named {
  /** Tells the knobs of one chip apart. */ readonly name: string;
  readonly label: string;
}

/** One of the options of a choice. */
export interface Option {
  readonly value: string;
  readonly text: string;
}

/** What can be set at a stage, as data for a form. */
export type Knob = Readonly<
  /** A slider from `min` to `max`, logarithmic if `log`; a number beyond `max` may be typed, as long as it is what `range` says. */
  | Named & {
    _tag: "Number";
    value: number;
    min: number;
    max: number;
    step: number;
    integer: boolean;
    log: boolean;
    /** In words: `a whole number, 1 or more`. */ range: string;
  }
  | Named & { _tag: "Choice"; value: string; options: readonly Option[] }
  | Named & { _tag: "Toggle"; value: boolean }
  /** A formula that is no constant, or a name: shown, and changed as code only. */
  | Named & { _tag: "Text"; value: string }
>;

/** What a form sets a knob to. */
export type KnobValue = number | string | boolean;

/** A knob, and the node that a value makes; null if the value is none for it. */
export interface Setting {
  readonly knob: Knob;
  readonly put: (value: KnobValue) => Node | null;
}

/** How a number is moved. */
export interface Slider {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly range: Range;
  readonly log?: boolean;
}

/** A slider over whole numbers. */
export const whole = (min: number, max: number, range: Range, log = false): Slider => ({
  min,
  max,
  step: 1,
  range,
  log,
});
/** One from 0 to 1. */
export const probability: Slider = { min: 0, max: 1, step: 0.01, range: RANGES.probability };
/** One for temperatures. */
export const temperature: Slider = { min: 0, max: 2, step: 0.05, range: RANGES.notNegative };

/** Its name is its label, words apart: `topK` is `top k`. */
export const named = (
  name: string,
  label = name.replace(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`),
): Named => ({
  name,
  label,
});

/** A number. */
export const numberSetting = (who: Named, value: number, slider: Slider, put: (value: number) => Node): Setting => {
  const { min, max, step, range, log = false } = slider;
  const knob: Knob = {
    _tag: "Number",
    ...who,
    value,
    min: Math.min(min, value),
    max: Math.max(max, value),
    step,
    integer: Number.isInteger(step),
    log,
    range: range.words,
  };
  return { knob, put: (given) => typeof given === "number" && range.holds(given) ? put(given) : null };
};

/** One of several; each option knows its node. */
export const choiceSetting = (
  who: Named,
  value: string,
  options: readonly (Option & { readonly node: () => Node })[],
): Setting => ({
  knob: { _tag: "Choice", ...who, value, options: options.map(({ value, text }) => ({ value, text })) },
  put: (given) => options.find((option) => option.value === given)?.node() ?? null,
});

/** What a form calls a setting that is none of its options. */
const AS_WRITTEN = "as written";

/** One of several usual settings; where the node has another one (`value` is null), its own text is one more option. */
export const usualSetting = (
  who: Named,
  value: string | null,
  options: readonly (Option & { readonly node: () => Node })[],
  own: { readonly text: string; readonly node: Node },
): Setting =>
  value !== null ? choiceSetting(who, value, options) : choiceSetting(who, AS_WRITTEN, [
    { value: AS_WRITTEN, text: own.text, node: () => own.node },
    ...options,
  ]);

/** One of the words of a union. */
export const wordSetting = <W extends string>(
  who: Named,
  value: W,
  words: { readonly [K in W]: string },
  put: (value: W) => Node,
): Setting =>
  choiceSetting(
    who,
    value,
    (Object.keys(words) as W[]).map((word) => ({ value: word, text: words[word], node: () => put(word) })),
  );

/** A switch. */
export const toggleSetting = (who: Named, value: boolean, put: (value: boolean) => Node): Setting => ({
  knob: { _tag: "Toggle", ...who, value },
  put: (given) => typeof given === "boolean" ? put(given) : null,
});

/** Something to read only. */
export const textSetting = (who: Named, value: string): Setting => ({
  knob: { _tag: "Text", ...who, value },
  put: () => null,
});

/** A formula: a slider if it is a number, else its text. */
export const formulaSetting = (
  who: Named,
  formula: Formula,
  slider: Slider,
  put: (formula: Formula) => Node,
): Setting =>
  formula._tag === "Number"
    ? numberSetting(who, formula.value, slider, (value) => put(formulaOf(value)))
    : textSetting(who, printFormula(formula));
