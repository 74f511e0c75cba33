import type { HuggingFaceConfig, HuggingFaceJson } from "./huggingface_files.ts";

/** Tokens that are no text. */
export interface SpecialTokens {
  /** Begins a text. */ readonly bos: number | null;
  /** Ends a text. */ readonly eos: number | null;
  /** Fills a batch. */ readonly pad: number | null;
  /** All of them by name, such as `<|endoftext|>`. */ readonly all: ReadonlyMap<string, number>;
}

/** What GPT-2's files name without a tokenizer_config.json: the one token begins and ends a text. */
const END_OF_TEXT = "<|endoftext|>";

/** The special tokens that a tokenizer.json has, with the parts that a tokenizer_config.json gives them. */
export function specialTokens(json: HuggingFaceJson, config: HuggingFaceConfig | null): SpecialTokens {
  const all = new Map(json.added_tokens.filter((one) => one.special).map((one) => [one.content, one.id]));
  const idOf = (name: string): number | null =>
    all.get(name) ?? (Object.hasOwn(json.model.vocab, name) ? json.model.vocab[name]! : null);
  if (config === null) { return { bos: idOf(END_OF_TEXT), eos: idOf(END_OF_TEXT), pad: null, all }; }
  const named = (token: string | { readonly content: string } | null): number | null =>
    token === null ? null : idOf(typeof token === "string" ? token : token.content);
  return { bos: named(config.bos_token), eos: named(config.eos_token), pad: named(config.pad_token), all };
}
