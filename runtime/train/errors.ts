import { match } from "ts-pattern";

/** What training can end in, as data. */
export type TrainError = Readonly<
  /** The settings do not hold; one sentence for each. */ | { _tag: "BadConfig"; sentences: readonly string[] }
  | { _tag: "NoState"; folder: string }
  /** Nothing is written over. */ | { _tag: "RunThere"; folder: string; file: string }
  | { _tag: "TextTooShort"; part: "train" | "validation"; least: number; found: number; length: number }
  /** Examples that were prepared for rows of another length. */
  | { _tag: "OtherRows"; prepared: number; length: number }
  | { _tag: "BadState"; file: string; reason: string }
  /** The text is not what the state was trained on. */ | { _tag: "OtherText"; file: string }
  /** What a run cannot begin from. */ | { _tag: "OtherNetwork"; folder: string; reason: string }
  | { _tag: "BadLog"; line: number; reason: string }
  /** Behind so many updates a number is not finite: nothing of it was kept. */
  | { _tag: "Diverged"; step: number; what: string; found: number }
  | { _tag: "FileFailed"; action: string; file: string; reason: string }
>;

/** One sentence for a human. */
export const describeTrain = (error: TrainError): string =>
  match(error)
    .with({ _tag: "BadConfig" }, (e) => e.sentences.join("\n"))
    .with({ _tag: "NoState" }, (e) => `Cannot resume as ${e.folder} holds no state of a run: start it without --resume`)
    .with({ _tag: "RunThere" }, (e) =>
      `Cannot start a run in ${e.folder} as it must hold none: found ${e.file}; go on with --resume, or name another folder`)
    .with({ _tag: "TextTooShort" }, (e) =>
      `Cannot train on rows of ${e.length} tokens as the ${
        e.part === "train" ? "training" : "held-out"
      } part of the text must have at least ${e.least}: found ${e.found}; take a longer text or a smaller --length`)
    .with({ _tag: "OtherRows" }, (e) =>
      `Cannot train on rows of ${e.length} tokens as the examples must be prepared for as many: found rows of ${e.prepared}; give prepareData the length of the settings`)
    .with({ _tag: "BadState" }, (e) =>
      `Cannot resume from ${e.file} as it must be the state of a run: ${e.reason}`)
    .with({ _tag: "OtherText" }, (e) =>
      `Cannot resume from ${e.file} as the text must be what it was trained on: found other tokens; bring that text back, or start in another folder`)
    .with({ _tag: "OtherNetwork" }, (e) =>
      `Cannot begin from the network in ${e.folder}: ${e.reason}`)
    .with({ _tag: "BadLog" }, (e) =>
      `Cannot read the log as line ${e.line} must be a record: ${e.reason}`)
    .with({ _tag: "Diverged" }, (e) =>
      `Cannot go on after ${e.step} update${
        e.step === 1 ? "" : "s"
      } as ${e.what} must be finite: found ${e.found}; the last state that was saved is kept: start anew with a smaller --rate`)
    .with({ _tag: "FileFailed" }, (e) =>
      `Cannot ${e.action} ${e.file}: ${e.reason}`)
    .exhaustive();
