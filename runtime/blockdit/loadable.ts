import { type Either, isLeft, left, right } from "fp-ts/lib/Either.js";
import type { Abilities } from "../../dsl/mod.ts";
import type { CheckpointError } from "../checkpoints/errors.ts";
import type { Checkpoint } from "../checkpoints/mod.ts";
import type { Tokenizer } from "../model.ts";
import type { LoadedTokenizer } from "../tokenizers/mod.ts";
import type { NetworkWeights } from "./choose.ts";
import type { Weight } from "./engine.ts";
import { vocabularyNotice } from "./vocabulary_notice.ts";

/** A checkpoint whose numbers were read once and found finite, ready for any engine. */
export interface Loadable extends NetworkWeights {
  readonly checkpoint: Checkpoint;
  /** Those of the checkpoint, and the token that ends a text, which its tokenizer may know. */ readonly abilities:
    Abilities;
  readonly tokenizer: Tokenizer | null;
  /** Why there is no tokenizer, in a sentence. */ readonly withoutTokenizer: string | null;
  /** What to know of its vocabulary, see `vocabularyNotice`. */ readonly vocabularyNotice: string | null;
  /** Lets go of the weights' source. */ readonly close: () => void;
}

/** The abilities of a checkpoint with a tokenizer: its end of a text counts where the checkpoint names none. */
export const withTokenizer = (abilities: Abilities, tokenizer: Partial<LoadedTokenizer> | null): Abilities => {
  const eos = tokenizer?.eos ?? null;
  return eos === null || abilities.eos !== undefined || eos >= abilities.vocabulary ? abilities : { ...abilities, eos };
};

/**
 * Every tensor of a checkpoint as `read` hands it over, one after the other; the checkpoint's own source is closed behind the last.
 *
 * @returns Nothing, or the first tensor that is cut short or not finite.
 */
export const readAll = async (
  { weights }: Checkpoint,
  read: (name: string, weight: Weight) => void,
): Promise<Either<CheckpointError, void>> => {
  try {
    for (const { name, shape } of weights.entries) {
      const data = await weights.tensor(name);
      if (isLeft(data)) { return data; }
      read(name, { shape, data: data.right });
    }
    return right(undefined);
  } finally {
    await weights.close();
  }
};

/** A checkpoint that is in memory: float32 tensors stay views of its bytes, narrower ones are widened, the bytes then being free. */
export const loadableInMemory = async (
  checkpoint: Checkpoint,
  tokenizer: Tokenizer | undefined,
): Promise<Either<CheckpointError, Loadable>> => {
  const tensors = new Map<string, Weight>();
  const read = await readAll(checkpoint, (name, weight) => tensors.set(name, weight));
  if (isLeft(read)) { return left(read.left); }
  return right({
    checkpoint,
    abilities: withTokenizer(checkpoint.abilities, tokenizer ?? null),
    arrays: (name) => tensors.get(name)!,
    tokenizer: tokenizer ?? null,
    withoutTokenizer: tokenizer === undefined ? NO_TOKENIZER : null,
    vocabularyNotice: vocabularyNotice(checkpoint, tokenizer ?? null),
    close: () => tensors.clear(),
  });
};

const NO_TOKENIZER =
  "The checkpoint has no tokenizer, so prompts are tokens: give one with { tokenizer }, see readTokenizer.";
