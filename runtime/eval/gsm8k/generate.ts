import { type Either, isLeft, left, right } from "fp-ts/lib/Either.js";
import type { Program } from "../../../dsl/mod.ts";
import type { RunError } from "../../errors.ts";
import type { Model } from "../../model.ts";
import type { RunOptions } from "../../options.ts";
import { run } from "../../run.ts";
import { promptOf } from "./prompt.ts";
import type { WordProblem } from "./problem.ts";

/** How programs are generated. */
export interface GenerateOptions extends Pick<RunOptions, "seed" | "backend" | "signal"> {
  /** Tokens of prompt and program together; the model's maximum, at most 512, unless said. */ readonly length?: number;
  /** What stands between question and program; a new line unless said. */ readonly separator?: string;
  /** Tokens before the question, such as one that begins a text; none unless said. */ readonly before?:
    readonly number[];
  /** Stands in for characters that the tokenizer lacks; without it such a problem has no prompt. */
  readonly replacement?: string;
}

/** A model's text for a problem, or why there is none. */
export type Generated = Readonly<
  | { _tag: "Text"; problem: number; text: string; nfe: number }
  | { _tag: "NoPrompt"; problem: number; reason: string }
>;

/** A problem with its index, and its prompt in tokens. */
interface Prompted {
  readonly problem: number;
  readonly prompt: readonly number[];
}

/** The tokens of a text, with `replacement` for characters that have none. */
const encode = (model: Model, text: string, replacement?: string): Either<string, readonly number[]> => {
  if (model.tokenizer === undefined) { return left("the model has no tokenizer"); }
  let rest = text;
  for (;;) {
    const encoded = model.tokenizer.encode(rest);
    if ("tokens" in encoded) { return right(encoded.tokens); }
    if (replacement === undefined || replacement.includes(encoded.unknown)) {
      return left(`the model has no token for ${JSON.stringify(encoded.unknown)}`);
    }
    rest = rest.replaceAll(encoded.unknown, () => replacement);
  }
};

/** Tokens of prompt and program together. */
export const lengthFor = (model: Model, { length }: GenerateOptions): number =>
  length ?? Math.min(512, model.abilities.maximumLength);

/** The prompt in tokens, with room for at least one more. */
const promptFor = (model: Model, problem: WordProblem, options: GenerateOptions): Either<string, readonly number[]> => {
  const encoded = encode(model, promptOf(problem, options.separator), options.replacement);
  if (isLeft(encoded)) { return encoded; }
  const [prompt, length] = [[...options.before ?? [], ...encoded.right], lengthFor(model, options)];
  return prompt.length < length
    ? right(prompt)
    : left(`its prompt has ${prompt.length} tokens, which leaves no room in ${length}`);
};

/** What was written behind the prompt, up to the end token. */
const textOf = (model: Model, tokens: readonly number[]): string => {
  const end = model.abilities.eos === undefined ? -1 : tokens.indexOf(model.abilities.eos);
  return model.tokenizer!.decode(end < 0 ? tokens : tokens.slice(0, end));
};

/**
 * Lets a model write behind the prompts of some problems, in one batch. Each problem's row has its index as sample id, so that
 * its text does not depend on the batch.
 */
export const generate = async (
  program: Program<unknown, unknown>,
  model: Model,
  problems: readonly (readonly [index: number, problem: WordProblem])[],
  options: GenerateOptions = {},
): Promise<Either<RunError, readonly Generated[]>> => {
  const generated: Generated[] = [];
  const rows: Prompted[] = [];
  for (const [index, problem] of problems) {
    const prompt = promptFor(model, problem, options);
    if (isLeft(prompt)) { generated.push({ _tag: "NoPrompt", problem: index, reason: prompt.left }); }
    else { rows.push({ problem: index, prompt: prompt.right }); }
  }
  if (rows.length === 0) { return right(generated); }
  const { seed = 0, backend, signal } = options;
  const result = await run(program, model, {
    length: lengthFor(model, options),
    rows: rows.map(({ problem, prompt }) => ({ prompt, sample: problem })),
    seed,
    ...(backend === undefined ? {} : { backend }),
    ...(signal === undefined ? {} : { signal }),
  })();
  if (isLeft(result)) { return result; }
  const texts = result.right.rows.map(({ tokens, prompt, nfe }, row): Generated => ({
    _tag: "Text",
    problem: rows[row]!.problem,
    text: textOf(model, tokens.slice(prompt)),
    nfe,
  }));
  return right([...generated, ...texts]);
};
