import type { SamplerKnob } from "../dsl/mod.ts";

/** Which numbers are meant. */
export interface NumberRange {
  readonly least: number;
  readonly whole: boolean;
}

/** A whole number from 1. */
export const positive: NumberRange = { least: 1, whole: true };
/** A whole number from 0. */
export const natural: NumberRange = { least: 0, whole: true };
/** Any number from 0. */
export const nonNegative: NumberRange = { least: 0, whole: false };

/** Is it one of them? */
export const isWithin = (value: unknown, { least, whole }: NumberRange): value is number =>
  typeof value === "number" && Number.isFinite(value) && value >= least && (!whole || Number.isSafeInteger(value));

/** The range in words. */
export const rangeWords = ({ least, whole }: NumberRange): string => `a ${whole ? "whole " : ""}number >= ${least}`;

/** What each knob of a named sampler may be, but for the score that `by` names. */
export const knobRanges: Readonly<Record<Exclude<SamplerKnob, "by">, NumberRange>> = {
  block: positive,
  steps: positive,
  temperature: nonNegative,
  every: positive,
  warmup: natural,
  arTokens: natural,
  topP: nonNegative,
  eta: nonNegative,
  threshold: nonNegative,
  gamma: nonNegative,
  pickTemperature: nonNegative,
  kappa: nonNegative,
  sweeps: natural,
  factor: nonNegative,
  low: nonNegative,
};
