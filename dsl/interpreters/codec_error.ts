import { match } from "ts-pattern";

/** One thing wrong with untrusted JSON, and where. */
export interface Issue {
  /** `nodes[0].steps` */ readonly at: string;
  /** What is wrong, for a human. */ readonly sentence: string;
}

/** Why a program cannot be written as JSON, or JSON be read as a program. */
export type CodecError = Readonly<
  | { _tag: "CustomStage"; name: string; at: string }
  | { _tag: "UnknownVersion"; found: string }
  | { _tag: "Invalid"; issues: readonly Issue[] }
  | { _tag: "TooDeep"; limit: number }
  | { _tag: "TooLarge"; limit: number }
  | { _tag: "BadLink"; reason: string }
>;

/** One sentence for a human; for invalid JSON one a line. */
export const describeCodecError = (error: CodecError): string =>
  match(error)
    .with({ _tag: "CustomStage" }, (e) =>
      `Cannot write ${e.at} down as the custom stage ${
        JSON.stringify(e.name)
      } is a function: replace it by stages of the language`)
    .with({ _tag: "UnknownVersion" }, (e) =>
      `Cannot read the program as its version must be 1: found ${e.found}`)
    .with({ _tag: "Invalid" }, (e) =>
      e.issues.map((issue) => issue.sentence).join("\n"))
    .with({ _tag: "TooDeep" }, (e) => `Cannot read the program as it must be nested at most ${e.limit} levels deep`)
    .with({ _tag: "TooLarge" }, (e) => `Cannot read the program as it must have at most ${e.limit} values`)
    .with({ _tag: "BadLink" }, (e) => `Cannot read the link as ${e.reason}`)
    .exhaustive();
