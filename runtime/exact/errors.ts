import { match } from "ts-pattern";
import { describe, type RunError } from "../errors.ts";

/** Everything `exact` can end in besides a distribution; each variant carries what its sentence needs. */
export type ExactError =
  | RunError
  | Readonly<
    /** A choice among a continuum that is not integrated here. */
    | { _tag: "NotEnumerable"; stage: string; reason: string }
    | { _tag: "TooManyStates"; stage: string; found: number; limit: number }
  >;

/** More states after a stage, or more results of one of them, than may be followed. */
export const tooManyStates = (stage: string, found: number, limit: number): ExactError => ({
  _tag: "TooManyStates",
  stage,
  found,
  limit,
});

/** One sentence for a human: what was asked, what was found, what would work. */
export const describeExact = (error: ExactError): string =>
  match(error)
    .with({ _tag: "NotEnumerable" }, (e) => `Cannot enumerate ${e.stage} as ${e.reason}: sample it with run instead`)
    .with(
      { _tag: "TooManyStates" },
      (e) =>
        `Cannot follow more than ${e.limit} states: found ${e.found} after ${e.stage}; use a smaller vocabulary or length`,
    )
    .otherwise(describe);
