import type { Checkpoint } from "../checkpoints/mod.ts";
import type { LoadedTokenizer } from "../tokenizers/mod.ts";

/**
 * What to know where nobody said how many real tokens a checkpoint has, and its tokenizer has another number than the rows of the
 * embedding suggest: padded rows, or a mask among the tokens. Null where they agree or there is nothing to compare.
 */
export const vocabularyNotice = (
  { vocabularyKnown, abilities: { process, vocabulary } }: Pick<Checkpoint, "vocabularyKnown" | "abilities">,
  tokenizer: Partial<LoadedTokenizer> | null,
): string | null => {
  const found = tokenizer?.vocabulary;
  if (vocabularyKnown || found === undefined || found === vocabulary) { return null; }
  const mask = process === "absorbing" ? " but the last, which is read as the mask" : "";
  return `The tokenizer has ${found} tokens and the model is taken to have ${vocabulary}, every row of its embedding${mask}: ` +
    "where its vocabulary is another, name it as { vocabulary }, or as blockgen.vocabulary in its config.json.";
};
