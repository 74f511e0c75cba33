import { match } from "ts-pattern";
import { describe, type RunError } from "../../errors.ts";
import { describeLoadError, type LoadError } from "../../blockdit/load_error.ts";
import { describeOnnxMissing, type OnnxMissing } from "../../blockdit/onnx/missing.ts";
import { type CheckpointError, describeCheckpoint } from "../../checkpoints/mod.ts";
import { describeTokenizerError, type TokenizerError } from "../../tokenizers/errors.ts";
import { type CorpusError, describeCorpusError } from "../../train/corpora/errors.ts";

/** Why there is no judge, or no score. */
export type JudgeError = Readonly<
  | { _tag: "NoSuchJudge"; reference: string; kinds: string }
  | { _tag: "Unreadable"; judge: string; text: number; character: string; at: number }
  | { _tag: "NoText"; judge: string }
  | { _tag: "CannotVerify"; judge: string }
  | { _tag: "NoTokenizer"; judge: string }
  | { _tag: "NotCausal"; judge: string; reason: string }
  | { _tag: "ScoringFailed"; judge: string; reason: string }
  | { _tag: "Tokenizer"; error: TokenizerError }
  | { _tag: "Checkpoint"; error: CheckpointError }
  | { _tag: "Load"; error: LoadError }
  | { _tag: "Onnx"; error: OnnxMissing }
  | { _tag: "Corpus"; error: CorpusError }
  | { _tag: "Model"; error: RunError }
>;

/** One sentence for a human. */
export const describeJudgeError = (error: JudgeError): string =>
  match(error)
    .with({ _tag: "NoSuchJudge" }, (e) => `Cannot find the judge ${JSON.stringify(e.reference)}: write ${e.kinds}`)
    .with({ _tag: "Unreadable" }, (e) =>
      `Cannot score text ${e.text} as ${e.judge} must have a token for each character: found ${
        JSON.stringify(e.character)
      } at ${e.at}`)
    .with(
      { _tag: "NoText" },
      (e) =>
        `Cannot score the texts as ${e.judge} must have something to predict in one of them: found too few tokens in all`,
    )
    .with(
      { _tag: "CannotVerify" },
      (e) =>
        `Cannot judge by ${e.judge} as it must predict from left to right: the model cannot do arVerify`,
    )
    .with({ _tag: "NoTokenizer" }, (e) =>
      `Cannot judge texts by ${e.judge} as it must have a tokenizer: found none; name a folder with one, --judge-tokenizer on a command line, judgeTokenizer in a plan`)
    .with({ _tag: "NotCausal" }, (e) =>
      `Cannot judge by ${e.judge} as it must be a causal language model: ${e.reason}`)
    .with({ _tag: "ScoringFailed" }, (e) =>
      `Cannot score texts by ${e.judge}: ${e.reason}`)
    .with({ _tag: "Tokenizer" }, (e) =>
      describeTokenizerError(e.error))
    .with({ _tag: "Checkpoint" }, (e) =>
      describeCheckpoint(e.error))
    .with({ _tag: "Load" }, (e) => describeLoadError(e.error))
    .with({ _tag: "Onnx" }, (e) => describeOnnxMissing(e.error))
    .with({ _tag: "Corpus" }, (e) => describeCorpusError(e.error))
    .with({ _tag: "Model" }, (e) => describe(e.error))
    .exhaustive();
