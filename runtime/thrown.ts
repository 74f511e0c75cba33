import type { RunError } from "./errors.ts";

/** The message of anything that was thrown or given as a reason. */
export const reasonOf = (thrown: unknown): string => thrown instanceof Error ? thrown.message : String(thrown);

const TAGS: Readonly<Record<RunError["_tag"], true>> = {
  Mismatch: true,
  OutOfRange: true,
  WrongShape: true,
  EmptyPrompt: true,
  UnknownCharacter: true,
  UnknownToken: true,
  TooLong: true,
  NotFinite: true,
  MaskLeft: true,
  ModelFailed: true,
  CustomFailed: true,
  BackendFailed: true,
  BackendUnavailable: true,
  Aborted: true,
};

/** Is it a `RunError`? Sessions of models throw these as they are: they have no other way out with a reason. */
export const isRunError = (thrown: unknown): thrown is RunError =>
  typeof thrown === "object" && thrown !== null && "_tag" in thrown && typeof thrown._tag === "string" &&
  Object.hasOwn(TAGS, thrown._tag) && !(thrown instanceof Error);
