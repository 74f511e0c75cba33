import type { StepVariable } from "../../dsl/mod.ts";
import type { BlockBatch } from "./block_batch.ts";
import { fold, hashName, type Key } from "../random/mod.ts";

/**
 * Where a body runs: which rows take part, their random keys, counters and signal levels. Indexed by row of the batch.
 */
export interface Frame {
  /** Rows that take part; for the others every stage is the identity. */ readonly rows: readonly number[];
  readonly keys: readonly Key[];
  readonly step: readonly number[];
  readonly steps: readonly number[];
  /** Signal level now. A posterior moves it to `alphaS` for the rest of the step: written to, and shared by the frames of inner bodies. */
  readonly alphaT: number[];
  readonly alphaS: readonly number[];
  /** Names of the enclosing groups. */ readonly within: readonly string[];
}

/** Numbers of a row in the formulas of stages. */
export type StepVariables = Readonly<Record<Exclude<StepVariable, "t">, number>>;

/** Those of a row. */
export const stepVariables = (
  frame: Frame,
  row: number,
  { size, shape }: Pick<BlockBatch, "size" | "shape">,
): StepVariables => ({
  step: frame.step[row]!,
  steps: frame.steps[row]!,
  alphaT: frame.alphaT[row]!,
  alphaS: frame.alphaS[row]!,
  blockSize: size[row]!,
  vocabulary: shape.vocabulary,
});

/** Would every formula find the same? */
export const sameVariables = (a: StepVariables, b: StepVariables): boolean =>
  a.step === b.step && a.alphaT === b.alphaT && a.alphaS === b.alphaS && a.blockSize === b.blockSize &&
  a.steps === b.steps && a.vocabulary === b.vocabulary;

/** The keys one name deeper, for the rows of the frame. */
export const inside = (frame: Frame, name: string, ordinal: number): readonly Key[] => {
  const part = hashName(name);
  return deeper(frame, (key) => fold(key, part, ordinal));
};

/** The keys of the frame's rows, each changed by `how`. */
export const deeper = (frame: Frame, how: (key: Key, row: number) => Key): readonly Key[] => {
  const keys = [...frame.keys];
  for (const row of frame.rows) { keys[row] = how(keys[row]!, row); }
  return keys;
};

/** Counts the tags of a body, so that two draws of one kind differ. */
export const ordinals = (): (tag: string) => number => {
  const seen = new Map<string, number>();
  return (tag) => {
    const ordinal = seen.get(tag) ?? 0;
    seen.set(tag, ordinal + 1);
    return ordinal;
  };
};
