import type { RunError } from "./errors.ts";

/** The message of anything that was thrown or given as a reason. */
export const reasonOf = (thrown: unknown): string => thrown instanceof Error ? thrown.message : String(thrown);

/** Is it a `RunError`? Sessions of models throw these as they are: they have no other way out with a reason. */
export const isRunError = (thrown: unknown): thrown is RunError =>
  typeof thrown === "object" && thrown !== null && "_tag" in thrown && !(thrown instanceof Error);
