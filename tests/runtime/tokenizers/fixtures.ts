import { byteLetters } from "../../../runtime/tokenizers/byte_level.ts";

/** A number for each piece, in order. */
const numbered = (pieces: readonly string[], from = 0): Record<string, number> =>
  Object.fromEntries(pieces.map((piece, id) => [piece, from + id]));

const byteLevel = { type: "ByteLevel", add_prefix_space: false, trim_offsets: true, use_regex: true };

/**
 * A tokenizer.json of GPT-2's shape: 256 byte letters (0 to 255), the merges of " the" and "he" (from 256), the end of
 * a text last.
 */
export const gpt2 = {
  version: "1.0",
  added_tokens: [{ id: 261, content: "<|endoftext|>", special: true, normalized: false }],
  normalizer: null,
  pre_tokenizer: byteLevel,
  post_processor: { type: "ByteLevel", add_prefix_space: true, trim_offsets: false, use_regex: true },
  decoder: { type: "ByteLevel", add_prefix_space: true, trim_offsets: true, use_regex: true },
  model: {
    type: "BPE",
    dropout: null,
    unk_token: null,
    vocab: numbered([...byteLetters, "Ġt", "he", "Ġthe", "constructor", "\u00e2\u0122", "<|endoftext|>"]),
    merges: ["Ġ t", "h e", "Ġt he", "\u00e2 \u0122"],
  },
};

/** A tokenizer.json of SmolLM's shape: special tokens first, digits one by one, merges as pairs. */
export const smol = {
  ...gpt2,
  added_tokens: ["<|endoftext|>", "<|im_start|>", "<|im_end|>"].map((content, id) => ({ id, content, special: true })),
  pre_tokenizer: { type: "Sequence", pretokenizers: [{ type: "Digits", individual_digits: true }, byteLevel] },
  post_processor: null,
  model: {
    type: "BPE",
    unk_token: null,
    vocab: {
      ...numbered(["<|endoftext|>", "<|im_start|>", "<|im_end|>"]),
      ...numbered(byteLetters, 3),
      ...numbered(["12", "Ġa"], 259),
    },
    merges: [["1", "2"], ["Ġ", "a"]],
  },
};

/** SmolLM-Instruct's tokenizer_config.json, the part that matters. */
export const smolConfig = {
  bos_token: "<|im_start|>",
  eos_token: { content: "<|im_end|>", special: true },
  pad_token: "<|im_end|>",
  unk_token: "<|endoftext|>",
  model_max_length: 8192,
};
