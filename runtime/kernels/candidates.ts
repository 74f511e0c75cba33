import { once } from "../../dsl/interpreters/once.ts";
import type { HostTwin, Kernel, Numbers, Value } from "../graph/value.ts";
import { ofValue } from "./formula/precision.ts";
import { ordered } from "./ordered.ts";

/** Fractions of a quota are cut off; what lies this little below a whole number counts as it. */
export const QUOTA_SLACK = 1e-3;

/** A quota as a count. */
export const countOf = (quota: number): number => Math.max(0, Math.floor(quota + QUOTA_SLACK));

/** The twin of a selection: marks with 1 which of the row's candidates, given from the best down, are picked. */
export const selection = (
  picks: (order: readonly number[], args: readonly Numbers[], first: number) => readonly number[],
): HostTwin =>
(args, { positions }, row, out) => {
  const first = row * positions;
  const [score, candidates] = args as readonly [Numbers, Numbers];
  const among = Array.from({ length: positions }, (_, position) => first + position).filter((cell) =>
    candidates[cell] !== 0
  );
  out.fill(0, first, first + positions);
  for (const cell of picks(ordered(score, among), args, first)) { out[cell] = 1; }
};

/** The kernel without its margin if it only compares whole numbers: what rounding cannot turn needs no host. */
export const unlessWhole = (kernel: Kernel, ...compared: readonly Value[]): Kernel => {
  return compared.every((value) => ofValue(value) === "whole") ? withoutMargin(kernel) : kernel;
};

const withoutMargin = once(({ margin: _margin, ...exact }: Kernel): Kernel => ({
  ...exact,
  name: `${exact.name}.whole`,
}));
