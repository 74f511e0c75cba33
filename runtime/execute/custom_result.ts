import { match } from "ts-pattern";
import type { Abilities, HostResult, Slot } from "../../dsl/mod.ts";

type Model = Pick<Abilities, "process" | "vocabulary">;

/** What is wrong with a result of a custom stage, in a sentence; null if nothing. */
export const resultProblem = (
  leaves: readonly Slot[],
  result: HostResult,
  size: number,
  model: Model,
): string | null => {
  if (result instanceof Promise) {
    // Nobody will wait for it: its failure must not end the process.
    result.catch(() => undefined);
    return "it must return its result, not a promise";
  }
  for (const slot of leaves) {
    const name = slot === "block" ? "canvas" : slot;
    const values: unknown = (result as HostResult | null | undefined)?.[name];
    if (values === undefined) { return `it must return ${name}, which it says it leaves: found none`; }
    if (!Array.isArray(values)) { return `${name} must be an array: found ${typeof values}`; }
    if (values.length !== size) { return `${name} must have ${size} entries: found ${values.length}`; }
    const wrong = Array.from(values, (value) => entryProblem(slot, value, model)).find((found) => found !== null);
    if (wrong !== undefined) { return `${name} must hold ${wrong}`; }
  }
  return null;
};

/** What an entry of a slot should have been and what it is; null if it is right. */
const entryProblem = (slot: Slot, value: unknown, { process, vocabulary }: Model): string | null =>
  match(slot)
    .with("block", () => tokenProblem(value, process === "absorbing" ? vocabulary : vocabulary - 1))
    .with("draft", () => tokenProblem(value, vocabulary - 1))
    .with("score", () => Number.isFinite(value) ? null : `finite numbers: found ${String(value)}`)
    .with("picked", () => typeof value === "boolean" ? null : `true or false: found ${String(value)}`)
    .with("dist", "ar", () => logsProblem(value, vocabulary))
    .exhaustive();

const tokenProblem = (value: unknown, limit: number): string | null =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= limit
    ? null
    : `tokens from 0 to ${limit}: found ${String(value)}`;

/** A log-probability may be `-Infinity`, but not all of a position. */
const logsProblem = (value: unknown, vocabulary: number): string | null => {
  const isLog = (x: unknown): boolean => typeof x === "number" && x < Infinity;
  if (!Array.isArray(value) || value.length !== vocabulary || !value.every(isLog)) {
    return `${vocabulary} log-probabilities a position: found ${String(value)}`;
  }
  return value.some((x) => x > -Infinity) ? null : "a possible token at every position: found only -Infinity";
};
