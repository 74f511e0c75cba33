import { type Either, isLeft, left, right } from "fp-ts/lib/Either.js";
import { reasonOf } from "../../thrown.ts";
import type { LoadedTokenizer } from "../../tokenizers/load.ts";
import { logProbabilities } from "../likelihood/log_probabilities.ts";
import { type CausalNetwork, openCausalNetwork } from "./causal_network.ts";
import { encodeTexts } from "./encode.ts";
import { givenTokens } from "./given_tokens.ts";
import { type Judge, noScore, type TextScore } from "./judge.ts";
import type { JudgeError } from "./judge_error.ts";
import { sumScores } from "./sum_scores.ts";

/** A causal language model in ONNX form. */
export interface OnnxJudgeParts {
  /** Shown to the user. */ readonly name: string;
  /** The graph: `input_ids` to `logits`. */ readonly file: string;
  readonly tokenizer: LoadedTokenizer;
  /** Tokens of the chunk that is scored, the first of each text; 1024 unless said, as GPT-2 reads. */ readonly length?:
    number;
  /** Of onnxruntime; as many as it counts cores unless said: one on some virtual machines. */ readonly threads?:
    number;
}

/**
 * A GPT-2-class causal language model in ONNX form as a judge, by the paper's conventions: texts are tokenised again without a token
 * that begins them, the first chunk of each is scored, its first token is read and not scored, and of several tokens that end a text
 * the first counts.
 *
 * @see BlockGen (2606.02241) and MDLM (2406.07524): `record_generative_perplexity`.
 */
export const onnxJudge = async (parts: OnnxJudgeParts): Promise<Either<JudgeError, Judge>> => {
  const network = await openCausalNetwork(parts.file, parts.threads);
  if (isLeft(network)) { return network; }
  const { name, length = 1024 } = parts;
  return right({
    name,
    readsGiven: true,
    conventions: `texts are tokenised again, cut to ${length} tokens, the first token is read and not scored, ` +
      "of several ends of a text the first counts",
    score: (texts, given = []) => score(network.right, { ...parts, length }, texts, given),
    dispose: network.right.release,
  });
};

const score = async (
  network: CausalNetwork,
  { name, tokenizer, length }: OnnxJudgeParts & { readonly length: number },
  texts: readonly string[],
  given: readonly number[],
): Promise<Either<JudgeError, readonly TextScore[]>> => {
  const encoded = encodeTexts(name, tokenizer, texts);
  if (isLeft(encoded)) { return encoded; }
  const scores: TextScore[] = [];
  for (const [text, all] of encoded.right.entries()) {
    const tokens = all.slice(0, length);
    if (tokens.length < 2) {
      scores.push(noScore);
      continue;
    }
    try {
      const { values, width } = await network.logits(tokens);
      const logP = logProbabilities(values, width, width);
      const each = tokens.map((token, i) => i === 0 ? 0 : logP[(i - 1) * width + token]);
      const unscored = Math.max(1, givenTokens(tokens, given[text] ?? 0, tokenizer));
      scores.push(sumScores({ tokens, unscored }, each, tokenizer, tokenizer.eos ?? undefined));
    } catch (thrown) {
      return left({ _tag: "ScoringFailed", judge: name, reason: reasonOf(thrown) });
    }
  }
  return right(scores);
};
