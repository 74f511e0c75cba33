import type { Abilities, Prediction, Process } from "../../dsl/mod.ts";
import { type Model, model, type Tokenizer } from "../model.ts";
import { fullFromLoo, likelihood } from "./evidence.ts";
import { rowSession } from "./row_session.ts";

/** What an oracle's prediction can mean: it always knows which. */
export type OracleKind = Exclude<Prediction, "unknown">;

/** What an oracle can do, as a type. */
export type OracleAbilities<P extends Process> = P | "arVerify" | "rawAtVisible" | "unconditional";

/** A noisy block behind its clean context. */
export interface NoisyBlock {
  /** Clean tokens before the block. */ readonly context: ArrayLike<number>;
  /** The block; an absorbing oracle's mask is `vocabulary`. */ readonly noisy: ArrayLike<number>;
  /** Signal level, 1 = clean. */ readonly alpha: number;
  /** 1 where the token is given: evidence at signal level 1 (default: nowhere). */ readonly frozen?: ArrayLike<number>;
  /** False: nothing is known of the context but its length (default: true). */ readonly conditional?: boolean;
}

/**
 * A model that knows the law its texts come from, so that every prediction is exact; in float64 besides the float32
 * logits.
 */
export interface Oracle<out A = unknown> extends Model<A> {
  /**
   * `[position][vocabulary]` probabilities: `full`, `p(x0_i = v | x_t, context)`, or `loo`, the same without what
   * position i shows (its being frozen too). Positions behind the block are summed out. Default: the kind that the
   * model declares.
   */
  readonly predict64: (block: NoisyBlock, kind?: OracleKind) => Float64Array;
  /** `[position][vocabulary]` probabilities, `p(x_i = v | context, draft_<i)`. */
  readonly verify64: (context: ArrayLike<number>, draft: ArrayLike<number>) => Float64Array;
  /** `ln p(tokens)` in nats, of a text that starts at position 0; behind a `context` if there is one. */
  readonly logProbability: (tokens: ArrayLike<number>, context?: ArrayLike<number>) => number;
}

/** A law over sequences, as far as predictions need it. Rows that its evidence excludes are uniform. */
export interface Law {
  /**
   * Leave-one-out marginals `[position][vocabulary]`, given a likelihood `[position][vocabulary]`; `context` null:
   * unknown.
   */
  readonly leaveOneOut: (context: ArrayLike<number> | null, start: number, evidence: Float64Array) => Float64Array;
  /** `p(x_end = v | tokens_<end)`, `[vocabulary]`. */
  readonly next: (tokens: ArrayLike<number>, end: number) => Float64Array;
}

/** What an oracle is made of. */
export interface OracleParts<P extends Process> {
  /** Shown to the user. */ readonly name: string;
  /** What it knows. */ readonly law: Law;
  /** The noise that it undoes. */ readonly process: P;
  /** Number of real tokens. */ readonly vocabulary: number;
  /** What its logits mean. */ readonly prediction: OracleKind;
  /** Longest sequence, in tokens. */ readonly maximumLength: number;
  /** How its tokens are read. */ readonly tokenizer?: Tokenizer;
  /** Tokens that end a text. */ readonly ends: Pick<Abilities, "eos" | "pad">;
}

/** Where a probability is 0, its logit: `exp` of it is 0 in every precision, and it is finite. */
export const impossibleLogit: number = -1e6;

/** Makes an oracle of a law: `full` follows from `loo` by Bayes' rule, AR and `logProbability` from `next`. */
export function oracle<P extends Process>(parts: OracleParts<P>): Oracle<OracleAbilities<P>> {
  const predict64: Oracle["predict64"] = (block, kind = parts.prediction) => predict(parts, block, kind);
  const verify64: Oracle["verify64"] = (context, draft) => verify(parts, context, draft);
  const { name, tokenizer, vocabulary } = parts;
  const open = () =>
    rowSession(vocabulary, {
      predict: (row) => logits(predict64(row)),
      verify: (row) => logits(verify64(row.context, row.draft)),
    });
  const made = model<OracleAbilities<P>>({
    name,
    engine: "oracle",
    abilities: abilities(parts),
    open,
    ...(tokenizer && { tokenizer }),
  });
  const logProbability: Oracle["logProbability"] = (tokens, context = []) => logarithm(parts, context, tokens);
  return { ...made, predict64, verify64, logProbability };
}

const abilities = ({ process, vocabulary, prediction, maximumLength, ends }: OracleParts<Process>): Abilities => ({
  process,
  vocabulary,
  prediction,
  maximumLength,
  ...ends,
  arVerify: true,
  rawAtVisible: true,
  unconditional: true,
  selfConditioning: false,
  blockSizes: "any",
});

const logits = (probabilities: Float64Array): Float32Array => {
  const out = new Float32Array(probabilities.length);
  for (let k = 0; k < out.length; k++) { out[k] = Math.max(Math.log(probabilities[k]), impossibleLogit); }
  return out;
};

function predict(parts: OracleParts<Process>, block: NoisyBlock, kind: OracleKind): Float64Array {
  const { law, process, vocabulary: V } = parts;
  const { context, noisy, alpha, frozen, conditional = true } = block;
  const evidence = new Float64Array(noisy.length * V);
  for (let i = 0; i < noisy.length; i++) {
    const seen = { token: noisy[i], alpha, frozen: frozen?.[i] === 1 };
    likelihood(process, seen, evidence.subarray(i * V, (i + 1) * V));
  }
  const loo = law.leaveOneOut(conditional ? context : null, context.length, evidence);
  return kind === "loo" ? loo : fullFromLoo(loo, evidence, V);
}

function verify(
  { law, vocabulary: V }: OracleParts<Process>,
  context: ArrayLike<number>,
  draft: ArrayLike<number>,
): Float64Array {
  const tokens = [...Array.from(context), ...Array.from(draft)];
  const out = new Float64Array(draft.length * V);
  for (let i = 0; i < draft.length; i++) { out.set(law.next(tokens, context.length + i), i * V); }
  return out;
}

function logarithm({ law }: OracleParts<Process>, context: ArrayLike<number>, tokens: ArrayLike<number>): number {
  const all = Array.from(context).concat(Array.from(tokens));
  let total = 0;
  for (let i = context.length; i < all.length; i++) { total += Math.log(law.next(all, i)[all[i]]); }
  return total;
}
