import { match } from "ts-pattern";
import { describe as describeProblem, type Problem } from "../dsl/interpreters/check.ts";

/** Everything a run can end in besides tokens; each variant carries what its sentence needs. */
export type RunError = Readonly<
  /** The program and the model do not fit. */ | { _tag: "Mismatch"; problems: readonly Problem[] }
  | { _tag: "OutOfRange"; what: string; range: string; found: string }
  | { _tag: "WrongShape"; what: string; want: string; found: string }
  | { _tag: "EmptyPrompt"; row: number }
  | { _tag: "UnknownCharacter"; row: number; character: string; at: number }
  | { _tag: "UnknownToken"; row: number; token: number; at: number; vocabulary: number }
  | { _tag: "TooLong"; what: string; found: number; limit: number }
  | { _tag: "NotFinite"; stage: "predict" | "verify"; row: number; position: number; token: number; found: string }
  /** A block was to be kept as it is with a mask on it. */ | { _tag: "MaskLeft"; row: number; position: number }
  | { _tag: "ModelFailed"; stage: "open" | "predict" | "verify" | "close" | "encode" | "decode"; reason: string }
  | { _tag: "CustomFailed"; stage: string; reason: string }
  | { _tag: "BackendFailed"; backend: string; reason: string }
  | { _tag: "BackendUnavailable"; backend: string; reason: string; available: readonly string[] }
  | { _tag: "Aborted"; committed: number; reason: string }
>;

/** One sentence for a human: what was expected, what was found, what would work. */
export const describe = (error: RunError): string =>
  match(error)
    .with({ _tag: "Mismatch" }, (e) => e.problems.map(describeProblem).join("\n"))
    .with({ _tag: "OutOfRange" }, (e) => `Cannot run as ${e.what} must be ${e.range}: found ${e.found}`)
    .with({ _tag: "WrongShape" }, (e) => `Cannot read ${e.what} as it must be ${e.want}: found ${e.found}`)
    .with({ _tag: "EmptyPrompt" }, (e) =>
      `Cannot start row ${e.row} from an empty prompt: leave the prompt out to begin from nothing`)
    .with({ _tag: "UnknownCharacter" }, (e) =>
      `Cannot encode row ${e.row} as the model has no token for ${
        JSON.stringify(e.character)
      } (character ${e.at}): use characters of its text`)
    .with({ _tag: "UnknownToken" }, (e) =>
      `Cannot start row ${e.row} as its token at ${e.at} must be a whole number from 0 to ${
        e.vocabulary - 1
      }: found ${e.token}`)
    .with({ _tag: "TooLong" }, (e) =>
      `Cannot run as ${e.what} must be at most ${e.limit} tokens: found ${e.found}`)
    .with({ _tag: "NotFinite" }, (e) =>
      `Cannot go on as ${e.stage} must return finite logits: found ${e.found} at row ${e.row}, position ${e.position}, token ${e.token}`)
    .with({ _tag: "MaskLeft" }, (e) =>
      `Cannot end the block of row ${e.row} as it is, with a mask at position ${e.position}: unmask until none is left, or finish with a prediction`)
    .with({ _tag: "ModelFailed" }, (e) =>
      `Cannot go on as the model failed in ${e.stage}: ${e.reason}`)
    .with({ _tag: "CustomFailed" }, (e) =>
      `Cannot go on as the custom stage ${JSON.stringify(e.stage)} failed: ${e.reason}`)
    .with({ _tag: "BackendFailed" }, (e) =>
      `Cannot go on as ${e.backend} failed in the middle of the run (${e.reason}): run again, or name another backend`)
    .with({ _tag: "BackendUnavailable" }, (e) =>
      `Cannot run on ${e.backend} here (${e.reason}): choose one of ${e.available.join(", ")}`)
    .with({ _tag: "Aborted" }, (e) =>
      `Stopped by the caller (${e.reason}) with ${e.committed} tokens committed`)
    .exhaustive();

/** What the promise API throws: an `Error` that carries the same data. */
export class BlockgenError extends Error {
  override readonly name = "BlockgenError";
  constructor(readonly error: RunError) {
    super(describe(error));
  }
}
